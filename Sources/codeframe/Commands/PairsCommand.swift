import ArgumentParser
import Storage
import Workflows

/// `codeframe pairs`: pairs of posts, judged by people, to see whether clusters hold together.
struct PairsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairs",
    abstract: "Draw pairs of posts within and between clusters, and see what people say of them.",
    discussion: helpText(
      """
      People who do not know the clusters say of each pair whether the two belong together. `codeframe pairs N --name NAME`
      is short for `codeframe pairs draw`.

        codeframe pairs 100 --name check
        codeframe pairs export check -o anna.csv --coder anna
        codeframe pairs import anna.csv --name check --coder anna
        codeframe pairs show check
      """),
    subcommands: [
      PairsDrawCommand.self, PairsExportCommand.self, PairsImportCommand.self, PairsShowCommand.self,
      PairsListCommand.self, PairsRemoveCommand.self,
    ], defaultSubcommand: PairsDrawCommand.self)
}
