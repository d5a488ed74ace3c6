import ArgumentParser
import ContentCoding
import Workflows

/// What a person may have meant by arguments that could not be read.
enum ArgumentHint {
  /// A sentence; nil where nothing is to be guessed.
  static func of(_ arguments: [String]) -> String? {
    if arguments.first == "help", let wanted = arguments.dropFirst().first, !names.contains(wanted) {
      return "there is no command \(wanted)" + nearest(wanted)
    }
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      return "there is no command \(first)" + nearest(first)
    }
    let dashed = arguments.prefix { $0 != "--" }.first { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 2
    }
    return dashed.map {
      "An id that begins with - is written after --, as in: codeframe \(arguments.first ?? "") -- \($0), or with =, as in: --post=\($0)"
    }
  }

  private static var names: [String] {
    let all =
      Codeframe.configuration.subcommands
      + Codeframe.configuration.groupedSubcommands.flatMap(\.subcommands)
    return all.compactMap { $0.configuration.commandName } + ["help"]
  }

  private static func nearest(_ word: String) -> String {
    NearName.nearest(to: word, among: names).map { "; did you mean \($0)?" }
      ?? "; codeframe --help lists them"
  }
}
