import Foundation

/// Colours and weights of a terminal's text.
enum Colour: String {
  case bold = "1"
  case red = "31"
  case yellow = "33"

  /// `text` in the colour where `descriptor` shows colours, else as it is.
  func painting(_ text: String, on descriptor: Int32) -> String {
    Self.isUsed(isTerminal: isatty(descriptor) == 1, in: ProcessInfo.processInfo.environment)
      ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Whether colours are shown: on a terminal that can, unless `NO_COLOR` has a value (https://no-color.org).
  static func isUsed(isTerminal: Bool, in environment: [String: String]) -> Bool {
    isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
