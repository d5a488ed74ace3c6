import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe demo`: the sample study, from pictures to a report.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make the sample study and do the main job on it, from pictures to a report.",
    discussion: helpText(
      """
      120 invented posts of visitors to parks, two people's codings and gold are copied to a new folder; a probe and a text
      model learn from gold, they and an ensemble code all posts, and the report is written. Nothing is fetched.

        codeframe demo visitors
        codeframe serve -C visitors
      """))

  @Argument(help: "The folder; a new one.") var folder: String

  func run() async throws {
    let url = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
    try await Interruption.stopping {
      let outcome = try await MakeDemo(in: url).run(for: TerminalListener())
      for comparison in outcome.comparisons {
        Console.put(
          "\(comparison.variable): \(comparison.main.label) of \(comparison.coder.name) out of fold "
            + "\(Figures.figure(comparison.main)) on \(Figures.count(comparison.counts.compared, "post"))")
      }
      Console.put(outcome.report.path)
      Console.say(
        "next: look at the report, or open the study in the browser: codeframe serve -C \(Shell.quoted(folder))"
      )
    }
  }
}
