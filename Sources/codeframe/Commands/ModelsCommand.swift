import ArgumentParser
import Workflows

/// `codeframe models`: what models there are.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, show, pull and verify models.",
    subcommands: [List.self, Show.self, Pull.self, Verify.self])
}
