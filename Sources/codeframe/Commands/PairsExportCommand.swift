import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe pairs export`.
struct PairsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write pairs as a table for one person to judge.",
    discussion: helpText(
      """
      The table tells nothing of clusters. The person fills the column belong with yes or no. --coder shuffles the rows for
      that person, so that two people do not meet the pairs in the same order. codeframe export sheet --pairs NAME makes a
      page with the pictures.

        codeframe pairs export check -o anna.csv --coder anna
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The name of the pairs.") var name: String
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The CSV file; standard output if left out.", valueName: "file"))
  var file: String?
  @Option(help: "The person whose order it is; the order of the pairs' numbers if left out.") var coder:
    String?

  func run() throws {
    let open = try options.open()
    let output = try DataOutput(path: file)
    let count = try ExportPairs(name, for: coder, to: output.write).run(in: open)
    try output.finish()
    Console.say("wrote \(Figures.count(count, "pair"))\(file.map { " to \($0)" } ?? "")")
  }
}
