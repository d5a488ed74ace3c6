import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe export label-studio`.
struct ExportLabelStudioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label-studio", abstract: "Write tasks for Label Studio, with what people and models said.",
    discussion: helpText(
      """
      An annotation for each person and a prediction for each model; the labelling configuration that asks the codebook's questions is
      written beside the tasks, as FILE with the ending .xml. Label Studio finds pictures by their absolute paths, or by --prefix and the path in
      the study: with its local storage that is /data/local-files/?d= and the study's place below the storage's root. What it
      exports as JSON comes back with codeframe import codings.

        codeframe export label-studio -o tasks.json
        codeframe export label-studio --sample main --coder probe --prefix '/data/local-files/?d=visitors/' -o tasks.json
      """))

  @OptionGroup var options: StudyOptions
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file of tasks.", valueName: "file"))
  var file: String
  @Option(help: "What stands before a picture's path in the study; absolute paths if left out.") var prefix:
    String?
  @Option(help: "Only codings of this coder; may be repeated.", completion: NameCompletion.coders) var coder:
    [String] = []
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let tasks = try DataOutput(path: file)
      var export = ExportLabelStudio(to: tasks.write)
      export.prefix = prefix
      export.coders = coder
      export.posts = PostChoice(sample: sample, filters: selected.filters)
      let outcome = try export.run(in: open)
      try tasks.finish()
      let place = URL(fileURLWithPath: file).deletingPathExtension().appendingPathExtension("xml").path
      let configuration = try DataOutput(path: place)
      try configuration.write(Array(outcome.configuration.utf8))
      try configuration.finish()
      Console.say(
        "wrote \(Figures.count(outcome.tasks, "task")) to \(file), and the labelling configuration to \(place); back: "
          + "codeframe import codings EXPORT.json")
    }
  }
}
