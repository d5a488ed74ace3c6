/// What an endpoint says when it does not answer: `{"error": {"message", "code", "type", "param"}}`, or something like it.
struct EndpointRefusal: Hashable, Sendable {
  /// Its words, without the key, at most ``longestMessage`` characters.
  let message: String
  /// `insufficient_quota`, `content_filter`, ...
  let code: String?
  /// The field of the request that is wrong.
  let parameter: String?

  /// Whether the output that failed stands beside the message.
  private let hasFailedOutput: Bool

  static let longestMessage = 500

  init(body: [UInt8], status: Int, key: EndpointKey?) {
    // Some vendors wrap the object in a list.
    let value = WireValue(body).map { $0.elements.first ?? $0 }
    let error = value?["error"]
    let words =
      error?["message"].text ?? error?.text ?? value?["message"].text ?? value?["detail"].text
      ?? value?["detail"].elements.first?["msg"].text ?? Self.plain(body)
    let shown = key?.redacted(words) ?? words
    let line = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    message = line.isEmpty ? "status \(status)" : String(line.prefix(Self.longestMessage))
    hasFailedOutput = error?["failed_generation"].text != nil
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

  /// Whether the model's own output did not fit the schema, so that the same request may be answered another time.
  var isInvalidOutput: Bool {
    hasFailedOutput
      || code.map { ["json_validate_failed", "output_parse_failed"].contains($0.lowercased()) } ?? false
  }

  /// A body that is no JSON, such as a proxy's page: its beginning.
  private static func plain(_ body: [UInt8]) -> String {
    String(decoding: body.prefix(4 * longestMessage), as: UTF8.self)
  }
}
