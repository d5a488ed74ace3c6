/// What an endpoint says when it does not answer: `{"error": {"message", "code", "type", "param"}}`, or something like it.
struct EndpointRefusal: Hashable, Sendable {
  /// Its words, without the key, at most ``longestMessage`` characters.
  let message: String
  /// `insufficient_quota`, `content_filter`, ...
  let code: String?
  /// The field of the request that is wrong.
  let parameter: String?

  static let longestMessage = 500

  init(body: [UInt8], status: Int, key: EndpointKey?) {
    let value = WireValue(body)
    let error = value?["error"]
    let words =
      error?["message"].text ?? error?.text ?? value?["message"].text ?? value?["detail"].text
      ?? value?["detail"].elements.first?["msg"].text ?? Self.plain(body)
    let shown = key?.redacted(words) ?? words
    let line = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    message = line.isEmpty ? "status \(status)" : String(line.prefix(Self.longestMessage))
    code = error?["code"].code ?? error?["type"].text
    parameter =
      error?["param"].text ?? value?["detail"].elements.first?["loc"].elements.last?.text
  }

  /// Whether the money or the quota is spent, so that waiting does not help.
  var isQuota: Bool {
    ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"].contains(code)
  }

  /// Whether the content of this one request is at fault.
  var isContentPolicy: Bool {
    let codes = ["content_filter", "content_policy_violation", "content_policy", "moderation_blocked"]
    return code.map { codes.contains($0.lowercased()) || $0.contains("ResponsibleAI") } ?? false
  }

  /// Whether this one request is too long or holds a picture that cannot be read.
  var isThisRequest: Bool {
    guard let code = code?.lowercased() else { return false }
    return ["context_length_exceeded", "string_above_max_length"].contains(code)
      || code.hasPrefix("invalid_image") || code.hasPrefix("image_")
  }

  /// A body that is no JSON, such as a proxy's page: its beginning.
  private static func plain(_ body: [UInt8]) -> String {
    String(decoding: body.prefix(4 * longestMessage), as: UTF8.self)
  }
}
