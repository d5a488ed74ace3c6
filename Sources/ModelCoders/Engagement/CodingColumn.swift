import ContentCoding

/// A variable of another coder whose answers an engagement coder goes by.
public struct CodingColumn: Codable, Hashable, Sendable {
  /// The coder's name.
  public let coder: String
  /// The variable, as it stood when it was learned from.
  public let variable: Variable

  /// A column.
  public init(coder: String, variable: Variable) {
    self.coder = coder
    self.variable = variable
  }

  /// How many numbers an answer becomes: one for each label (for a number one), and one that says whether it is missing.
  var width: Int { (variable.type == .number ? 1 : variable.labels.count) + 1 }

  /// The answer as numbers: the coder's scores, or 1 for what it answered and 0 for the others; of a number the number.
  ///
  /// - Returns: nil where there is no answer, or a number is too large.
  func numbers(of answer: Answer?) -> [Double]? {
    let ballot = Ballot(voter: coder, answer: answer)
    guard let value = ballot.vote(on: variable) else { return nil }
    if case .number(let number) = value { return Float(number).isFinite ? [number] : nil }
    return ballot.support(on: variable)
  }
}
