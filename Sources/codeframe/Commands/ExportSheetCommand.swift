import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe export sheet`.
struct ExportSheetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Write a sample, or pairs, as an HTML page with pictures to code by.",
    discussion: helpText(
      """
      The page holds small copies of the pictures and the captions, so mind who you give it to. It shows no answer of any
      coder and no cluster, and prints with boxes to tick. A person's order (--coder) is that of pairs export.

        codeframe export sheet --sample main -o main.html
        codeframe export sheet --pairs check -o check.html --coder anna
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "The sample.") var sample: String?
  @Option(help: "The pairs.") var pairs: String?
  @Option(help: "The person whose order it is.") var coder: String?
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  func validate() throws {
    if (sample == nil) == (pairs == nil) { throw ValidationError("give --sample NAME or --pairs NAME") }
  }

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let exporter = SheetExporter(open: open, coder: coder)
      let output = try DataOutput(path: file)
      if let sample {
        try await exporter.writePosts(of: sample, to: output.write)
      } else if let pairs {
        try await exporter.writePairs(of: pairs, to: output.write)
      }
      try output.finish()
      Console.say("wrote \(file)")
    }
  }
}
