import ArgumentParser
import ContentCoding
import Foundation
import Workflows

extension ExportPictureFolder.Layout: ExpressibleByArgument {}

/// `codeframe export pictures`.
struct ExportPicturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pictures", abstract: "Write pictures as a folder that other programs train on.",
    discussion: helpText(
      """
      imagefolder is Hugging Face's: pictures and metadata.csv with a column for each variable. classes makes a folder for each category, and
      posts without one stay out. With --split its parts become folders above. fiftyone is FiftyOne's image classification dataset:
      data/ and labels.json with the answers to one variable. Pictures are links, unless --copy copies them.

        codeframe export pictures parks --as classes --split first
        codeframe export pictures parks --as imagefolder --coder probe --copy
        codeframe export pictures parks --as fiftyone --variable ces
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The folder; empty, or not there yet.", completion: .directory) var folder: String
  @Option(name: .customLong("as"), help: "imagefolder, classes or fiftyone.") var layout = ExportPictureFolder
    .Layout
    .imageFolder
  @Option(help: "Whose codings; gold if left out.", completion: NameCompletion.coders) var coder: String?
  @Option(
    help: "The variable of class folders and FiftyOne's labels; the first if left out.",
    completion: NameCompletion.variables)
  var variable: String?
  @Option(help: "The split whose parts become folders above.") var split: String?
  @Flag(help: "Copy the files.") var copy = false
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions

  func validate() throws {
    if split != nil, layout == .fiftyOne {
      throw ValidationError("--split goes with imagefolder and classes")
    }
  }

  func run() async throws {
    let open = try options.open()
    var export = ExportPictureFolder(layout, to: URL(fileURLWithPath: folder))
    export.coder = coder
    export.variable = variable
    export.split = split
    export.copies = copy
    export.posts = PostChoice(sample: sample, filters: selected.filters)
    let work = export
    try await Interruption.stopping {
      let outcome = try work.run(in: open)
      let rest = [(outcome.uncoded, "posts without a value left out"), (outcome.missing, "files not there")]
        .filter { $0.0 > 0 }.map { ", \(Figures.count($0.0)) \($0.1)" }.joined()
      Console.say("wrote \(Figures.count(outcome.pictures, "picture")) to \(folder)\(rest)")
    }
  }
}
