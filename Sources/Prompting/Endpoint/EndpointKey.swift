import Foundation

/// The key that an endpoint is asked with: read from the environment, never shown.
///
/// Printing, dumping and reflecting it give the variable's name alone.
public struct EndpointKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// The environment variable that holds the key.
  public let variable: String
  private let value: String
  private let mask: KeyMask

  /// Reads a key.
  ///
  /// - Parameters:
  ///   - variable: The name of the environment variable.
  ///   - environment: Where it is looked up.
  /// - Throws: `EndpointProblem.noKey` where it is unset or empty, `.badKey` where it holds what no header field may.
  public init(
    variable: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(EndpointProblem) {
    let value = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !value.isEmpty else { throw .noKey(variable: variable) }
    guard value.utf8.count <= 8192, value.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw .badKey(variable: variable)
    }
    self.variable = variable
    self.value = value
    mask = KeyMask(value)
  }

  /// The variable's name.
  public var description: String { "the key in \(variable)" }
  /// The variable's name.
  public var debugDescription: String { description }
  /// The variable's name alone.
  public var customMirror: Mirror { Mirror(self, children: ["variable": variable]) }

  /// What the header field `Authorization` says.
  var authorization: String { "Bearer \(value)" }

  /// A text of the endpoint without the key, which some endpoints repeat when they refuse it.
  func redacted(_ text: String) -> String { mask.masked(text) }

  /// A reply without the key; the log-probabilities go where the text is another then.
  func redacted(_ reply: ChatReply) -> ChatReply {
    var reply = reply
    let before = reply.text
    reply.text = redacted(reply.text)
    if reply.tokens.contains(where: { redacted($0.token) != $0.token }) || before != reply.text {
      reply.tokens = []
    }
    reply.refusal = reply.refusal.map(redacted)
    reply.finish = reply.finish.map(redacted)
    reply.model = reply.model.map(redacted)
    reply.fingerprint = reply.fingerprint.map(redacted)
    return reply
  }
}
