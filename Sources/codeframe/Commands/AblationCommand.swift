import ArgumentParser
import ContentCoding
import ModelCoders
import Reliability
import Workflows

/// `codeframe ablation`: says what each part of a fusion is worth.
struct AblationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablation", abstract: "Say what each part of a fusion is worth.",
    discussion: helpText(
      """
      Teaches the fusion anew with each of its parts alone, with all, and, of three or more, without each; on the same gold
      posts and folds, every post answered by what did not learn from it. The gain is that of all parts over the parts of
      the row, over the posts that both answer, with a paired bootstrap interval: where it holds 0, these posts do not show
      that the other parts help. Nothing is kept, and no coding is made.

        codeframe ablation both
        codeframe ablation both --json
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(help: "The name of a fusion in codeframe.yaml.", completion: NameCompletion.coders) var coder:
    String
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    let ablate = Ablate(coder: coder, provider: machine.provider)
    try await Interruption.stopping {
      let ablation = try await ablate.run(in: open)
      if json { try Console.put(json: ablation) } else { Console.put(Self.text(of: ablation)) }
    }
  }

  /// The ablation as people read it.
  static func text(of ablation: Ablation) -> String {
    let blocks = ablation.variables.map { variable in
      let heading = "\(variable.variable), against \(ablation.gold)"
      var table = TextTable([
        (heading, .left), ("n", .right), (variable.measure.kind.label, .left), ("gain of all parts", .left),
      ])
      for row in variable.rows {
        table.add([
          row.gain == nil
            ? "all" : row.parts.count == 1 ? "\(row.parts[0]) alone" : row.parts.joined(separator: " + "),
          Figures.count(row.answered), Figures.figure(row.figure),
          row.gain.map(Figures.figure) ?? "",
        ])
      }
      return table.text
    }
    return blocks.joined(separator: "\n\n")
  }
}
