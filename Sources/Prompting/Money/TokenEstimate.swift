/// How many tokens a request may take at most, before an endpoint has counted them.
///
/// - Text: a token for each three bytes of UTF-8, and 8 for each message's frame. Of common vocabularies English text
///   takes a token for about four bytes; other scripts take fewer bytes' worth per character than they have bytes.
/// - Pictures: `85 + 170 * tiles`, tiles of 512 pixels, 16 of them at most, as OpenAI documents for its models of 2024;
///   85 at low detail. Models that count by patches of 32 pixels (1.62 * 1536 at most) stay below it.
/// - The reply: the request's `maxTokens`.
public struct TokenEstimate: Hashable, Sendable {
  /// The most tokens.
  public let most: TokenUsage

  static let bytesPerToken = 3
  static let pictureTokens = 85 + 170 * 16
  static let lowDetailTokens = 85

  /// The estimate for a request.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - pictureTokens: the most that one picture counts as, where the model's price says so.
  public init(_ request: ChatRequest, pictureTokens: Int? = nil) {
    var prompt = 16
    for message in request.messages {
      prompt += 8
      for part in message.parts {
        switch part {
        case .text(let text): prompt += text.utf8.count / Self.bytesPerToken + 1
        case .picture(let picture):
          prompt += pictureTokens ?? (picture.detail == "low" ? Self.lowDetailTokens : Self.pictureTokens)
        }
      }
    }
    prompt += (request.schema?.json.utf8.count ?? 0) / Self.bytesPerToken
    most = TokenUsage(prompt: prompt, completion: max(0, request.maxTokens))
  }
}
