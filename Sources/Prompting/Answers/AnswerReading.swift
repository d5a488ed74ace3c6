import ContentCoding

/// What a reply says of each variable.
public struct AnswerReading: Hashable, Sendable {
  /// One answer for each variable of the form, in its order.
  public var answers: [Answer]
  /// Why, in the model's words, where it said so.
  public var rationale: String?
  /// Keys of the reply that the form does not have.
  public var unknown: [String]
}

/// Why a reply is no answer, in words that can be sent back to the model.
public struct AnswerProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence each; at least one.
  public var list: [String]

  /// All of them in one text.
  public var description: String { list.joined(separator: "; ") }

  init(_ list: [String]) { self.list = list }
}
