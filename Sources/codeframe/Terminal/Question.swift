import Foundation
import Workflows

/// A question to the person at the terminal.
enum Question {
  /// Whether the person agrees; nil where nobody can be asked.
  static func ask(_ question: String) throws -> Bool? {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    Output.say("\(question) [y/N] ")
    return ["y", "yes"].contains((readLine() ?? "").lowercased().trimmingCharacters(in: .whitespaces))
  }
}
