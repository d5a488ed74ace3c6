import ContentCoding
import Foundation
import Yams

/// What names may hold, so that they survive tables, tags and shells.
enum NameRule {
  /// A letter, then letters, digits, `_` and `-`.
  static func check(variable name: String, at mark: Mark?, log: ProblemLog) {
    let isPlain = name.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: true
      case 0x30...0x39, 0x2D, 0x5F: place > 0
      default: false
      }
    }
    if name.count > PlainName.lengthLimit {
      log.add(
        mark,
        "the name of a variable has \(name.count) characters, more than \(PlainName.lengthLimit): \(quoted(name))"
      )
    } else if !isPlain || name.isEmpty {
      log.add(
        mark,
        "\(quoted(name)) is no name for a variable: it starts with a letter (A-Z, a-z) and goes on with letters, "
          + "digits, _ and -")
    }
  }

  /// Any text without `|` (which joins tags), line breaks, control characters or spaces around it.
  static func check(category name: String, at mark: Mark?, log: ProblemLog) {
    if name.contains("|") {
      log.add(mark, "\(quoted(name)): a category's name has no |, which joins tags in tables")
    }
    check(name, of: "category", at: mark, log: log)
  }

  /// Any text without line breaks, control characters or spaces around it.
  static func check(coder name: String, at mark: Mark?, log: ProblemLog) {
    check(name, of: "coder", at: mark, log: log)
  }

  private static func check(_ name: String, of kind: String, at mark: Mark?, log: ProblemLog) {
    if let problem = PlainName.problem(with: name, of: kind) { log.add(mark, problem) }
  }
}
