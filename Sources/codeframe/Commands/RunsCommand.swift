import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe runs`: lists what was run.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List what was run, with what, how long and how well it went.",
    discussion: helpText(
      """
        codeframe runs
        codeframe runs --json
      """))

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print everything as JSON.") var json = false

  func run() throws {
    let study = try options.openDatabase()
    let runs = try study.runs()
    if json {
      try Console.put(json: runs)
      return
    }
    guard !runs.isEmpty else {
      Console.say("nothing has been run yet; codeframe code CODER starts a run")
      return
    }
    var table = TextTable([
      ("run", .left), ("coder", .left), ("state", .left), ("coded", .right), ("abstained", .right),
      ("failed", .right), ("time", .right), ("pictures/s", .right), ("cost", .right),
      ("per 1,000 posts", .right), ("model", .left), ("codebook", .left),
      ("seed", .right), ("version", .left),
    ])
    for run in runs {
      let rate = run.tally.extracted > 0 && run.seconds > 0 ? Double(run.tally.extracted) / run.seconds : nil
      table.add([
        run.id, run.coder.name, run.state.rawValue, Figures.count(run.tally.coded),
        Figures.count(run.tally.abstained), Figures.count(run.tally.failed), Figures.duration(run.seconds),
        rate.map(Figures.rate) ?? "-", run.tally.cost.map { "$\(Figures.dollars($0))" } ?? "-",
        try study.costPerThousandPosts(of: run).map { "$\(Figures.dollars($0))" } ?? "-",
        run.models.map { $0.sha256.isEmpty ? $0.name : "\($0.name) \($0.sha256.prefix(12))" }
          .joined(separator: ", "),
        run.codebook.short, String(run.seed), run.version,
      ])
    }
    Console.put(table)
  }
}
