import ContentCoding
import GRDB

/// The columns of `codings` and `coding_history` that hold an answer, in one order for reading and writing.
enum CodingFields {
  static let names = [
    "status", "type", "value", "confidence", "reason_code", "reason", "scores", "cost_usd", "details", "fold",
  ]
  static let list = names.joined(separator: ", ")

  /// The values that ``names`` get for `coding`.
  static func values(_ coding: Coding) -> [(any DatabaseValueConvertible)?] {
    let answer = coding.answer
    return [
      answer.status.rawValue, answer.value?.type.rawValue, answer.value?.text, answer.confidence,
      answer.reason?.code.rawValue, answer.reason?.message,
      answer.scores.isEmpty ? nil : JSONText.text(of: answer.scores), answer.cost,
      answer.details.isEmpty ? nil : JSONText.text(of: answer.details), coding.fold,
    ]
  }

  /// The answer whose ``names`` begin at `index`; nil where the row holds words that this program does not know.
  static func answer(_ row: Row, at index: Int, withScores: Bool = true) throws -> Answer? {
    guard var answer = try bareAnswer(row, at: index) else { return nil }
    answer.reason = reason(code: try row.value(index + 4), message: try row.value(index + 5))
    answer.confidence = try row.value(index + 3)
    answer.cost = try row.value(index + 7)
    if withScores, let scores: String = try row.value(index + 6) {
      answer.scores = JSONText.numbers(scores) ?? [:]
    }
    if let details: String = try row.value(index + 8) { answer.details = JSONText.strings(details) ?? [:] }
    return answer
  }

  /// Status and value, the first three of ``names``; nil where the row holds words that this program does not know.
  static func bareAnswer(_ row: Row, at index: Int) throws -> Answer? {
    guard let status = Answer.Status(rawValue: try row.value(index)) else { return nil }
    var answer = Answer.failed(Reason(.other, ""))
    answer.status = status
    answer.reason = nil
    if let text: String = try row.value(index + 2) {
      let type: String? = try row.value(index + 1)
      guard let type = type.flatMap(VariableType.init), let value = CodedValue(stored: text, type: type)
      else { return nil }
      answer.value = value
    }
    return answer
  }

  private static func reason(code: String?, message: String?) -> Reason? {
    code.map { Reason(Reason.Code(rawValue: $0) ?? .other, message ?? "") }
  }
}

extension CodedValue {
  var type: VariableType {
    switch self {
    case .category: .category
    case .boolean: .boolean
    case .number: .number
    case .tags: .tags
    case .openText: .openText
    }
  }
}
