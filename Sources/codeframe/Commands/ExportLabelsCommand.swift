import ArgumentParser
import ContentCoding
import Foundation
import Workflows

extension ExportLabels.Tool: ExpressibleByArgument {}

/// `codeframe export labels`.
struct ExportLabelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels", abstract: "Write one coder's answers for doccano or 4CAT.",
    discussion: helpText(
      """
      doccano gets JSON Lines: a text with its labels, each with the variable's name before it where there are several. 4CAT gets a CSV of
      annotations: the item's id, and at most 20 columns. Posts without an answer stay out.

        codeframe export labels --for doccano --variable topic -o topic.jsonl
        codeframe export labels --for 4cat --coder probe -o annotations.csv
      """))

  @OptionGroup var options: StudyOptions
  @Option(name: .customLong("for"), help: "doccano or 4cat.") var tool: ExportLabels.Tool
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file; standard output if left out.", valueName: "file"))
  var file: String?
  @Option(help: "Whose codings; gold if left out.", completion: NameCompletion.coders) var coder: String?
  @Option(help: "Only this variable; may be repeated.", completion: NameCompletion.variables) var variable:
    [String] = []
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let output = try DataOutput(path: file)
      var export = ExportLabels(for: tool, to: output.write)
      export.coder = coder
      export.variables = variable
      export.posts = PostChoice(sample: sample, filters: selected.filters)
      let count = try export.run(in: open)
      try output.finish()
      Console.say("wrote \(Figures.count(count, "post"))\(file.map { " to \($0)" } ?? "")")
    }
  }
}
