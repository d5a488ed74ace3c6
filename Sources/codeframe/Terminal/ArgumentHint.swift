import ArgumentParser
import ContentCoding
import Workflows

/// What a person may have meant by arguments that could not be read.
enum ArgumentHint {
  /// A sentence; nil where nothing is to be guessed.
  static func of(_ arguments: [String]) -> String? {
    if let hint = unknown(in: arguments) { return hint }
    let dashed = arguments.prefix { $0 != "--" }.first { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 2
    }
    return dashed.map {
      "An id that begins with - is written after --, as in: codeframe \(arguments.first ?? "") -- \($0), or with =, as in: --post=\($0)"
    }
  }

  /// What is wrong with `help WORD...`, which the parser answers with the help of as many words as it knows.
  static func ofHelp(_ arguments: [String]) -> String? {
    arguments.first == "help" ? unknown(in: Array(arguments.dropFirst().prefix { !$0.hasPrefix("-") })) : nil
  }

  /// The first word that stands where a command belongs and is none.
  private static func unknown(in arguments: [String]) -> String? {
    var known = commands(of: Codeframe.self)
    var said: [String] = []
    for word in arguments {
      guard !known.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = known[word] else {
        guard word != "help" else { return nil }
        let path = (said + [word]).joined(separator: " ")
        return "there is no command \(path)"
          + (NearName.nearest(to: word, among: known.keys.sorted()).map {
            "; did you mean \((said + [$0]).joined(separator: " "))?"
          } ?? "; codeframe \((said + ["--help"]).joined(separator: " ")) lists them")
      }
      said.append(word)
      // Where a command is meant if none is named, its arguments may stand there.
      known = next.configuration.defaultSubcommand == nil ? commands(of: next) : [:]
    }
    return nil
  }

  private static func commands(of command: any ParsableCommand.Type) -> [String: any ParsableCommand.Type] {
    let all =
      command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
    return Dictionary(
      all.compactMap { type in type.configuration.commandName.map { ($0, type) } },
      uniquingKeysWith: { first, _ in first })
  }
}
