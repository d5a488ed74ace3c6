import Reliability

/// One answer for each post and variable, made of several coders'.
public struct Consensus: Sendable {
  /// How much became of one variable.
  public struct OfVariable: Encodable, Sendable {
    /// The variable's name.
    public let variable: String
    /// Posts with an answer.
    public let decided: Int
    /// Posts on which the rule gives none: ties, coders who differ, a conflict that nobody settled.
    public let undecided: Int
    /// Of the decided, posts on which coders differed.
    public let disputed: Int
  }

  /// The answers.
  public let codings: [Coding]
  /// How much became of each variable.
  public let variables: [OfVariable]

  /// The consensus of coders.
  ///
  /// - Parameters:
  ///   - rule: How one answer is made.
  ///   - codings: For each variable, what each coder said, kept in full; posts that nobody coded have no answer.
  ///   - codebook: The variables.
  public init(
    by rule: ConsensusRule, of codings: [String: [VariableCodings]], codebook: Codebook
  ) {
    var made: [Coding] = []
    var variables: [OfVariable] = []
    for variable in codebook.variables {
      let coders = (codings[variable.name] ?? []).sorted { $0.coder.name < $1.coder.name }
      let posts = VariableCodings.posts(of: coders[...]).filter { post in
        coders.contains { $0.value(of: post) != nil }
      }
      guard !posts.isEmpty else { continue }
      let ballots = posts.map { post in
        coders.map { Ballot(voter: $0.coder.name, answer: $0.place(of: post).flatMap($0.answer)) }
      }
      let answers =
        rule == .dawidSkene
        ? Self.dawidSkene(ballots, on: variable)
        : ballots.map { Voting.consensus($0, on: variable, by: rule) }
      let disputed = zip(answers, ballots).count { answer, ballots in
        answer.status == .coded && Set(ballots.compactMap { $0.vote(on: variable) }).count > 1
      }
      let decided = answers.count { $0.status == .coded }
      variables.append(
        OfVariable(
          variable: variable.name, decided: decided, undecided: answers.count - decided, disputed: disputed))
      made += zip(posts, answers).map { Coding(postID: $0, variable: variable.name, answer: $1) }
    }
    self.codings = made
    self.variables = variables
  }

  /// The most probable label; of tags each by itself; of numbers the median and of texts the majority, for which there is no such model.
  private static func dawidSkene(_ ballots: [[Ballot]], on variable: Variable) -> [Answer] {
    let labels = variable.labels
    switch variable.type {
    case .number, .openText: return ballots.map { Voting.majority($0, on: variable) }
    case .category, .boolean:
      let places = variable.labelPlaces
      let posteriors = posteriors(of: ballots, labels.count) { ballot in
        ballot.vote(on: variable).flatMap { places[$0.text] }.map { Int32(clamping: $0) } ?? -1
      }
      return zip(ballots, posteriors).map { ballots, posterior in
        let poll = Poll(ballots, on: variable)
        return poll.answer { _ in poll.choice(by: posterior ?? [], breakingTies: false) }
      }
    case .tags:
      let shares = labels.map { tag in
        posteriors(of: ballots, 2) { ballot in
          guard case .tags(let tags)? = ballot.vote(on: variable) else { return -1 }
          return tags.contains(tag) ? 1 : 0
        }.map { $0?[1] ?? 0 }
      }
      return ballots.enumerated().map { post, ballots in
        let poll = Poll(ballots, on: variable)
        return poll.answer { _ in poll.tags(by: shares.map { $0[post] }, breakingTies: false) }
      }
    }
  }

  private static func posteriors(
    of ballots: [[Ballot]], _ categories: Int, place: (Ballot) -> Int32
  ) -> [[Double]?] {
    let coders = ballots.first?.count ?? 0
    return DawidSkene(
      (0..<coders).map { coder in ballots.map { place($0[coder]) } }, categoryCount: categories
    ).posteriors
  }
}
