import ArgumentParser
import ContentCoding
import Storage
import Workflows

/// The options by which a command speaks of some posts alone.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only posts for which this holds, such as author=anna, 'likes>100', 'time>=2024-05'; all of several must.",
      valueName: "condition"))
  var `where`: [String] = []

  func validate() throws {
    for text in `where` where PostFilter(text) == nil {
      throw ValidationError(
        "--where takes a field, one of \(PostFilter.Comparison.allCases.map(\.rawValue).joined(separator: " ")), and a value, such as 'likes>100'; not \"\(text.prefix(200))\""
      )
    }
  }

  /// Whether any condition was given.
  var isUsed: Bool { !`where`.isEmpty }

  /// The conditions.
  var filters: [PostFilter] { `where`.compactMap(PostFilter.init) }
}
