import ContentCoding

/// An answer as a form gives it.
package enum HandAnswer {
  /// What a person chooses who cannot tell.
  package static let cannotTell = Answer.abstained(Reason(.undecided, "cannot tell"))

  /// The answer of someone who chose or wrote `values`.
  ///
  /// - Parameters:
  ///   - values: The chosen categories or tags, or the number as it was written.
  ///   - variable: What is answered.
  ///   - isAnswered: Whether no tag at all is an answer.
  ///   - other: Free text beside a category called “Other”.
  /// - Returns: The answer; nil where there is none.
  /// - Throws: ``ValueProblem`` where a value is not one of the variable's.
  package static func read(
    _ values: [String], of variable: Variable, isAnswered: Bool, other: String = ""
  ) throws(ValueProblem) -> Answer? {
    let written = values.filter { !$0.allSatisfy(\.isWhitespace) }
    if variable.type == .tags {
      guard isAnswered || !written.isEmpty else { return nil }
      return .coded(try CodedValue(reading: written.joined(separator: "|"), of: variable))
    }
    guard let text = written.first else { return nil }
    var answer = Answer.coded(try CodedValue(reading: text, of: variable))
    if variable.allowsOther, isOther(text), !other.isEmpty { answer.details["other"] = other }
    return answer
  }

  /// Whether a category is the one beside which free text may stand.
  package static func isOther(_ category: String) -> Bool { category.lowercased() == "other" }
}
