import ArgumentParser
import Workflows

/// `codeframe import`: brings posts and codings into a study.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring posts, codings and features into the study.",
    subcommands: [ImportPostsCommand.self, ImportCodingsCommand.self, ImportFeaturesCommand.self])
}
