import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe sample list`.
struct SampleListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the samples.")

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let samples = try options.openDatabase().samples()
    if json { return try Console.put(json: samples) }
    var table = TextTable([("sample", .left), ("posts", .right), ("purposive", .left), ("design", .left)])
    for sample in samples {
      table.add([sample.name, Figures.count(sample.posts), sample.isPurposive ? "yes" : "no", sample.design])
    }
    Console.put(table)
  }
}
