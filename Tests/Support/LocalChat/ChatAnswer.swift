import Foundation

/// What the local chat sends.
struct ChatAnswer: Sendable {
  enum Moment {
    case now, whenReleased
    case after(Double)
  }
  enum End { case whole, drop, hangUp }

  var status = 200
  var fields: [String: String] = [:]
  var body: [UInt8] = []
  var moment = Moment.now
  var end = End.whole

  static func json(_ value: [String: Any], status: Int = 200) -> ChatAnswer {
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    return ChatAnswer(
      status: status, fields: ["Content-Type": "application/json"], body: Array(data ?? Data()))
  }

  /// An error in the form that the API gives it.
  static func error(
    _ status: Int, _ message: String, type: String = "invalid_request_error", code: String? = nil,
    parameter: String? = nil
  ) -> ChatAnswer {
    json(
      [
        "error": [
          "message": message, "type": type, "code": code ?? NSNull(), "param": parameter ?? NSNull(),
        ] as [String: Any]
      ], status: status)
  }

  /// What replaces the model's answer; nil where the model answers.
  static func instead(of fault: ChatFault?) -> ChatAnswer? {
    switch fault {
    case .crowded(let seconds):
      var answer = error(
        429, "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded")
      if let seconds { answer.fields["Retry-After"] = "\(seconds)" }
      return answer
    case .status(let status, let message, let code, let parameter):
      return error(
        status, message, type: status >= 500 ? "server_error" : "invalid_request_error", code: code,
        parameter: parameter)
    case .contentFilter:
      return error(
        400, "The response was filtered due to the prompt triggering the content management policy",
        code: "content_filter", parameter: "prompt")
    case .hangUp: return ChatAnswer(end: .hangUp)
    case .body(let text): return ChatAnswer(body: Array(text.utf8))
    default: return nil
    }
  }

  /// The same, spoilt in the fault's way.
  func spoilt(by fault: ChatFault?) -> ChatAnswer {
    var answer = self
    switch fault {
    case .held: answer.moment = .whenReleased
    case .slow(let seconds): answer.moment = .after(seconds)
    case .drop: answer.end = .drop
    case .truncated: answer.body = Array(body.prefix(body.count * 2 / 3))
    default: break
    }
    return answer
  }
}
