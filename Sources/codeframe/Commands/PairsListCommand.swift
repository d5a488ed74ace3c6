import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe pairs list`.
struct PairsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the drawn pairs by name.")

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let samples = try options.openDatabase().pairSamples()
    if json { return try Console.put(json: samples) }
    var table = TextTable([
      ("name", .left), ("clustering", .left), ("pairs", .right), ("judged by", .left),
    ])
    for sample in samples {
      table.add([
        sample.name, sample.clustering ?? "", Figures.count(sample.pairs),
        sample.coders.joined(separator: ", "),
      ])
    }
    Console.put(table)
  }
}
