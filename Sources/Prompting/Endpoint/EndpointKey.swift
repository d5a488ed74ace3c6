import Foundation

/// The key that an endpoint is asked with: read from the environment, never shown.
///
/// Printing, dumping and reflecting it give the variable's name alone.
public struct EndpointKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// The environment variable that holds the key.
  public let variable: String
  private let value: String

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
  func redacted(_ text: String) -> String {
    text.replacingOccurrences(of: value, with: "[key]")
  }
}
