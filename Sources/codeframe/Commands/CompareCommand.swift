import ArgumentParser

/// `codeframe compare`: what is better than what.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Say what is better than what: coders, clusterings.",
    subcommands: [CompareCodersCommand.self, CompareClusteringsCommand.self])
}
