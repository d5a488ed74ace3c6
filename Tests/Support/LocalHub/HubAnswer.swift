import Foundation

/// What the local hub sends.
struct HubAnswer {
  /// How the body ends.
  enum End {
    case whole
    case drop(after: Int)
    case hold(after: Int)
  }

  var status = 200
  var fields: [String: String] = [:]
  var body: [UInt8] = []
  /// Whether the length is announced.
  var isMeasured = true
  /// The length that is announced, where it is not the body's.
  var end = End.whole

  static func json(_ text: String, status: Int = 200, fields: [String: String] = [:]) -> HubAnswer {
    HubAnswer(
      status: status, fields: fields.merging(["Content-Type": "application/json"]) { a, _ in a },
      body: Array(text.utf8))
  }

  static func error(_ status: Int, code: String? = nil, message: String = "no") -> HubAnswer {
    var fields = ["X-Error-Message": message]
    if let code { fields["X-Error-Code"] = code }
    return json(#"{"error":"\#(message)"}"#, status: status, fields: fields)
  }

  /// The bytes of a file, or the part of them that `range` asks for, with what goes wrong.
  static func bytes(_ file: HubRepository.File, range: String?, fault: HubFault?) -> HubAnswer {
    var bytes = file.bytes
    if case .wrongByte(let place) = fault, bytes.indices.contains(place) { bytes[place] ^= 0x40 }
    var answer = HubAnswer(fields: ["ETag": "\"\(file.etag)\"", "Accept-Ranges": "bytes"])
    var start = 0
    if let range, !isIgnoringRange(fault) {
      start = Int(range.dropFirst("bytes=".count).split(separator: "-").first ?? "") ?? 0
      guard start < bytes.count else {
        return HubAnswer(status: 416, fields: ["Content-Range": "bytes */\(bytes.count)"])
      }
      answer.status = 206
      answer.fields["Content-Range"] = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
    }
    answer.body = Array(bytes[start...])
    switch fault {
    case .drop(let after): answer.end = .drop(after: after)
    case .hold(let after): answer.end = .hold(after: after)
    case .tooManyBytes(let extra):
      answer.body += [UInt8](repeating: 0, count: extra)
      answer.isMeasured = false
    case .tooManyAnnounced(let extra): answer.body += [UInt8](repeating: 0, count: extra)
    default: break
    }
    return answer
  }

  /// A fault that needs no file; nil where it does.
  static func instead(of fault: HubFault?) -> HubAnswer? {
    switch fault {
    case .status(let status, let fields): HubAnswer(status: status, fields: fields, body: Array("no".utf8))
    case .redirect(let place): HubAnswer(status: 302, fields: ["Location": place])
    case .body(let text): json(text)
    default: nil
    }
  }

  private static func isIgnoringRange(_ fault: HubFault?) -> Bool {
    if case .ignoreRange = fault { true } else { false }
  }
}
