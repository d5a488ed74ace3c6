/// How one answer is made of several coders'.
public enum ConsensusRule: Codable, Hashable, Sendable {
  /// The answer that most coders give; ties stay ties.
  case majority
  /// The answer that all give who coded the post, at least two.
  case unanimity
  /// One coder's answer, and where it has none the majority's.
  case coder(String)
  /// The answer that all give, and where they differ that of whoever settles it.
  case adjudicated(by: String)
  /// The most probable category, with each coder's errors estimated from the codings.
  case dawidSkene

  /// The rules as they are written.
  public static let names = "majority, unanimity, coder:NAME, adjudicated:NAME or dawid-skene"

  /// Reads a rule as it is written; nil where there is none of this name.
  public init?(_ text: String) {
    switch text {
    case "majority": self = .majority
    case "unanimity": self = .unanimity
    case "dawid-skene": self = .dawidSkene
    default:
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.first, parts.count) {
      case ("coder", 2): self = .coder(parts[1])
      case ("adjudicated", 2): self = .adjudicated(by: parts[1])
      default: return nil
      }
    }
  }

  /// The rule as it is written.
  public var text: String {
    switch self {
    case .majority: "majority"
    case .unanimity: "unanimity"
    case .coder(let name): "coder:\(name)"
    case .adjudicated(let name): "adjudicated:\(name)"
    case .dawidSkene: "dawid-skene"
    }
  }

  /// The coder that the rule names; nil where it treats all alike.
  public var deciding: String? {
    switch self {
    case .coder(let name), .adjudicated(let name): name
    case .majority, .unanimity, .dawidSkene: nil
    }
  }
}

extension Voting {
  /// The answer that all give who vote, at least two of them; its confidence is 1.
  ///
  /// - Parameters:
  ///   - ballots: one for each coder.
  ///   - variable: what is voted on.
  /// - Returns: the answer; `abstained` (`undecided`) where two differ or fewer than two vote.
  public static func unanimity(_ ballots: [Ballot], on variable: Variable) -> Answer {
    let poll = Poll(ballots, on: variable)
    return poll.answer { votes in
      guard votes.count > 1 else {
        return .abstained(Reason(.undecided, "only \(votes[0].ballot.voter) has coded the post"))
      }
      guard votes.allSatisfy({ $0.value == votes[0].value }) else {
        let given = Set(votes.map(\.value.text)).sorted().map { $0.isEmpty ? "no tag" : $0 }
        return .abstained(Reason(.undecided, "coders differ: \(given.joined(separator: ", "))"))
      }
      return .coded(votes[0].value, confidence: 1)
    }
  }

  /// The answer by `rule`, which speaks of one post at a time: all but ``ConsensusRule/dawidSkene``, which is the majority here.
  ///
  /// - Parameters:
  ///   - ballots: one for each coder, that of the deciding coder among them.
  ///   - variable: what is voted on.
  ///   - rule: the rule.
  /// - Returns: the answer, without a cost.
  public static func consensus(_ ballots: [Ballot], on variable: Variable, by rule: ConsensusRule) -> Answer {
    let others = ballots.filter { $0.voter != rule.deciding }
    let deciding = ballots.first { $0.voter == rule.deciding }?.vote(on: variable)
    var answer: Answer
    switch rule {
    case .majority, .dawidSkene: return majority(ballots, on: variable)
    case .unanimity: return unanimity(ballots, on: variable)
    case .coder:
      guard let deciding else { return majority(others, on: variable) }
      answer = .coded(deciding)
    case .adjudicated(let name):
      answer = unanimity(others, on: variable)
      if answer.status == .coded { return answer }
      guard let deciding else {
        answer.reason?.message += "; \(name) has not settled it"
        return answer
      }
      answer = .coded(deciding)
    }
    answer.details = details(of: ballots)
    return answer
  }
}
