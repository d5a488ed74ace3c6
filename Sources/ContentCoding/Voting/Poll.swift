/// The votes on one variable of one post.
struct Poll {
  let variable: Variable
  let ballots: [Ballot]
  /// The ballots that vote, by voter.
  let votes: [Vote]

  /// A ballot and its share of all votes' weight.
  struct Vote {
    let ballot: Ballot
    let value: CodedValue
    let share: Double
  }

  /// Sums of shares nearer than this are equal.
  static let tolerance = 1e-9

  init(_ ballots: [Ballot], on variable: Variable) {
    self.variable = variable
    self.ballots = ballots
    // Sums of floating-point numbers depend on their order.
    let voting = ballots.sorted { $0.voter < $1.voter }.compactMap { ballot in
      ballot.vote(on: variable).map { (ballot, $0) }
    }
    // Against overflow weights are first made relative to the largest.
    let largest = voting.map(\.0.weight).max() ?? 1
    let total = voting.reduce(0) { $0 + $1.0.weight / largest }
    votes = voting.map { Vote(ballot: $0, value: $1, share: $0.weight / largest / total) }
  }

  /// What `decide` makes of the votes, with each coder's vote; without votes why there is no answer.
  func answer(_ decide: ([Vote]) -> Answer) -> Answer {
    var answer = votes.isEmpty ? nobody : decide(votes)
    answer.details.merge(Voting.details(of: ballots)) { own, _ in own }
    return answer
  }

  private var nobody: Answer {
    let answers = ballots.compactMap(\.answer)
    let reasons = answers.compactMap(\.reason)
    let summary = ballots.map { "\($0.voter) \($0.text)" }.joined(separator: ", ")
    let isShared = reasons.count == answers.count && Set(reasons.map(\.code)).count == 1
    let reason =
      isShared ? reasons.first : Reason(.undecided, "no coder gives an answer: \(summary)")
    let hasFailed = !answers.isEmpty && answers.allSatisfy { $0.status == .failed }
    return (hasFailed ? Answer.failed : Answer.abstained)(
      reason ?? Reason(.undecided, "no coder has coded this post"), nil, [:])
  }

  /// The weighted mean of `rows`, one of them for each vote.
  func mean(of rows: [[Double]]) -> [Double] {
    variable.labels.indices.map { label in
      zip(votes, rows).reduce(0) { sum, row in
        sum + row.0.share * (row.1.indices.contains(label) ? row.1[label] : 0)
      }
    }
  }

  /// The share of the votes for each label.
  func shares(of votes: [Vote]) -> [Double] {
    mean(
      of: votes.map { vote in
        variable.labels.map { label in
          switch vote.value {
          case .tags(let tags): tags.contains(label) ? 1 : 0
          default: vote.value.text == label ? 1 : 0
          }
        }
      })
  }

  /// The mean score of each label; nil where a voter gives none.
  private var meanScores: [Double]? {
    let scores = votes.compactMap { $0.ballot.scores(on: variable) }
    return scores.count == votes.count ? mean(of: scores) : nil
  }
}

extension Poll {
  /// The label that `shares` puts first.
  func choice(by shares: [Double], breakingTies: Bool) -> Answer {
    let labels = variable.labels
    var leaders = Self.leaders(among: labels.indices, by: shares)
    if leaders.count > 1, breakingTies, let scores = meanScores {
      leaders = Self.leaders(among: leaders, by: scores)
    }
    guard leaders.count == 1, let best = leaders.first else {
      let tied = leaders.map { labels[$0] }.joined(separator: ", ")
      return .abstained(Reason(.undecided, "a tie between \(tied)"))
    }
    return .coded(
      variable.type == .boolean ? .boolean(labels[best] == "true") : .category(labels[best]),
      scores: Dictionary(zip(labels, shares), uniquingKeysWith: { first, _ in first }),
      confidence: min(1, shares[best]))
  }

  private static func leaders(among labels: some Collection<Int>, by shares: [Double]) -> [Int] {
    let most = labels.map { shares[$0] }.max() ?? 0
    return labels.filter { shares[$0] >= most - tolerance }
  }

  /// The tags with a share above a half.
  func tags(by shares: [Double], breakingTies: Bool) -> Answer {
    let scores = breakingTies ? meanScores : nil
    var given: Set<String> = []
    for (index, label) in variable.labels.enumerated() {
      var side = shares[index] - 0.5
      if abs(side) <= Self.tolerance, let scores { side = scores[index] - 0.5 }
      guard abs(side) > Self.tolerance else {
        return .abstained(Reason(.undecided, "a tie on \(label)"))
      }
      if side > 0 { given.insert(label) }
    }
    return .coded(
      .tags(given), scores: Dictionary(zip(variable.labels, shares), uniquingKeysWith: { first, _ in first }),
      confidence: shares.map { min(1, max($0, 1 - $0)) }.min())
  }

  /// The text that has the most votes, word for word.
  func text() -> Answer {
    let shares = Dictionary(votes.map { ($0.value, $0.share) }, uniquingKeysWith: +)
    let most = shares.values.max() ?? 0
    let leaders = shares.filter { $0.value >= most - Self.tolerance }
    guard leaders.count == 1, let leader = leaders.first else {
      return .abstained(Reason(.undecided, "a tie between \(leaders.count) texts"))
    }
    return .coded(leader.key, confidence: min(1, leader.value))
  }

  /// A number, kept against rounding within those that were voted for, and so within the variable's range.
  func number(_ value: Double) -> Answer {
    .coded(.number(min(max(value, values.first?.value ?? value), values.last?.value ?? value)))
  }

  /// The values from the smallest to the largest, with their shares.
  private var values: [(value: Double, share: Double)] {
    votes.compactMap { vote in vote.value.numberValue.map { ($0, vote.share) } }.sorted { $0.0 < $1.0 }
  }

  var meanValue: Double {
    values.reduce(0) { $0 + $1.value * $1.share }
  }

  var median: Double {
    let values = values
    var below = 0.0
    for (index, entry) in values.enumerated() {
      below += entry.share
      if below > 0.5 + Self.tolerance { return entry.value }
      if below >= 0.5 - Self.tolerance {
        let next = values.indices.contains(index + 1) ? values[index + 1].value : entry.value
        return entry.value / 2 + next / 2
      }
    }
    return values.last?.value ?? 0
  }
}
