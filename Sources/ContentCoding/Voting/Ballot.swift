/// What one coder brings to a vote on one variable of one post.
public struct Ballot: Hashable, Sendable {
  /// The coder's name.
  public var voter: String
  /// What it answered; nil where it has not coded the post.
  public var answer: Answer?
  /// How much its vote counts against the others', above 0; one that is not does not vote.
  public var weight: Double

  /// A ballot.
  public init(voter: String, answer: Answer?, weight: Double = 1) {
    self.voter = voter
    self.answer = answer
    self.weight = weight
  }

  /// The value that is voted for; nil where the coder abstained, failed, has not coded the post, answered what `variable`
  /// does not offer today, or has no weight.
  public func vote(on variable: Variable) -> CodedValue? {
    guard weight > 0, weight.isFinite, let value = answer?.value, value.isOffered(by: variable) else {
      return nil
    }
    return value
  }

  /// The coder's own scores of the variable's labels, in their order; nil where it does not vote or gives none to go by.
  ///
  /// Labels without a score have 0. Scores of a category or boolean are divided by their sum. They are none to go by where
  /// one is not in 0...1, all are 0, or the label that was answered has none (a zero-shot coder's "none of these").
  public func scores(on variable: Variable) -> [Double]? {
    guard let value = vote(on: variable), let given = answer?.scores, !given.isEmpty else { return nil }
    let scores = variable.labels.map { given[$0] ?? 0 }
    guard scores.allSatisfy({ (0...1).contains($0) }) else { return nil }
    switch value {
    case .number, .openText: return nil
    case .tags(let tags): return tags.allSatisfy { given[$0] != nil } ? scores : nil
    case .category, .boolean:
      let sum = scores.reduce(0, +)
      return given[value.text] != nil && sum > 0 ? scores.map { $0 / sum } : nil
    }
  }

  /// The coder's scores, or where it gives none 1 for what it answered and 0 for the others; empty for a number or a text.
  ///
  /// - Returns: one for each of the variable's labels; nil where the coder does not vote.
  public func support(on variable: Variable) -> [Double]? {
    guard let value = vote(on: variable) else { return nil }
    if let scores = scores(on: variable) { return scores }
    return variable.labels.map { label in
      switch value {
      case .tags(let tags): tags.contains(label) ? 1 : 0
      default: label == value.text ? 1 : 0
      }
    }
  }

  /// What the ballot says, in a word.
  var text: String {
    guard let answer else { return "not coded" }
    return answer.value?.text ?? answer.status.rawValue
  }
}
