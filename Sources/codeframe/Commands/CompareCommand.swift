import ArgumentParser

/// `codeframe compare`: what is better than what.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Say by how much coders differ.",
    subcommands: [CompareCodersCommand.self])
}
