/// A cell that is no answer to its variable.
public struct ValueProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable's name.
  public let variable: String
  /// What the cell holds.
  public let written: String
  /// What would be read, in words.
  public let accepted: String

  init(variable: Variable, written: String) {
    self.variable = variable.name
    self.written = written
    accepted =
      switch variable.type {
      case .category: "one of " + variable.labels.joined(separator: ", ")
      case .boolean: "true or false (also 1, 0, yes, no)"
      case .number:
        variable.range.map { "a number from \($0.lowerBound) to \($0.upperBound)" }
          ?? "a number such as 3 or 0.5"
      case .tags: "any of \(variable.labels.joined(separator: ", ")), joined by |, or an empty cell"
      case .openText: "words of your own, at most \(CodedValue.textLimit) characters"
      }
  }

  /// What is wrong and what is accepted.
  public var description: String {
    "\"\(written.prefix(80))\" is no value of \(variable); accepted: \(accepted)"
  }
}

extension ValueProblem {
  /// The description, kept to a length that people read.
  public var shortened: String {
    let text = description
    return text.count > 400 ? text.prefix(400) + "…" : text
  }
}
