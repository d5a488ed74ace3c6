import ArgumentParser
import Workflows

/// `codeframe sample`: draws and lists samples.
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw posts for people to code, with each post's chance to be drawn.",
    discussion: helpText(
      """
      A sample is stored under its name: code, evaluate and export codings take --sample NAME, export sheet makes a page
      of it. `codeframe sample N --name NAME` is short for `codeframe sample draw`; codeframe help sample draw lists its
      options.

        codeframe sample 200 --name main
        codeframe sample 200 --name places --by stratified --strata place --allocation equal
        codeframe sample 100 --name doubtful --by uncertain --coder probe
        codeframe sample list
      """),
    subcommands: [
      SampleDrawCommand.self, SampleListCommand.self, SampleShowCommand.self, SampleRemoveCommand.self,
    ], defaultSubcommand: SampleDrawCommand.self)
}
