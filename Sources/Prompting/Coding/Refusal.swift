import ContentCoding

/// Whether a model declined to answer.
enum Refusal {
  private static let openings = [
    "i'm sorry", "i am sorry", "sorry, ", "i cannot", "i can't", "i can not", "i'm unable", "i am unable",
    "i won't",
    "i will not", "i'm not able", "i am not able", "i must decline", "unfortunately, i",
  ]
  static let wordLimit = 500

  /// The words of a refusal; nil where `reply` is none.
  ///
  /// A refusal is what the endpoint marks as one, what its content filter stopped, and a text without any brace that begins as
  /// refusals do once what the model thought aloud is taken off.
  static func words(of reply: ChatReply) -> String? {
    if let refusal = reply.refusal, !refusal.allSatisfy(\.isWhitespace) {
      return String(refusal.prefix(wordLimit))
    }
    if reply.finish == "content_filter" { return "the endpoint's content filter stopped the answer" }
    let text = reply.answer
    guard !text.utf8.contains(UInt8(ascii: "{")) else { return nil }
    let opening = text.drop { !$0.isLetter }.prefix(60).lowercased().map { $0 == "’" ? "'" : $0 }
    return openings.contains { opening.starts(with: $0) } ? String(text.prefix(wordLimit)) : nil
  }
}
