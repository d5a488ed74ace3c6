import ArgumentParser
import Workflows

/// `codeframe export`: hands data on.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write codings, posts and features for other programs, and sheets for people.",
    subcommands: [
      ExportCodingsCommand.self, ExportPostsCommand.self, ExportFeaturesCommand.self, ExportSheetCommand.self,
      ExportLabelStudioCommand.self, ExportLabelsCommand.self, ExportPicturesCommand.self,
      ExportPackageCommand.self,
    ])
}
