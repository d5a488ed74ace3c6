import ArgumentParser
import ContentCoding
import Reliability

/// `codeframe evaluate`: says how far each coder can be trusted.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compare every coder with gold, and every pair of coders.",
    discussion: """
      No coder is scored on what it learned from: gold posts carry the answer of the head that was trained without
      their fold. Validity is over coded posts with the coverage beside it. Undefined figures say why.

        codeframe evaluate
        codeframe evaluate --gold anna --json
        codeframe evaluate --split given
      """)

  @OptionGroup var options: StudyOptions
  @Option(help: "The coder that counts as the truth; the study's gold if left out.") var gold: String?
  @Option(help: "Speak of the test part of this split only.") var split: String?
  @Option(
    help:
      "Speak of this sample, weighted by its inclusion probabilities; a purposive one speaks of itself alone."
  ) var sample: String?
  @Option(name: .customLong("run"), help: "Take this run's codings in place of its coder's current ones.")
  var takenRun: String?
  @Flag(help: "Print everything as JSON.") var json = false

  func run() throws {
    let open = try options.open()
    let evaluation = try EvaluationBench(open: open).evaluation(
      EvaluationBench.Question(
        gold: gold ?? open.configuration.gold, sample: sample, split: split, run: takenRun))
    if json {
      try Console.put(json: evaluation)
    } else {
      Console.put(Self.text(of: evaluation))
    }
  }

  /// The evaluation as people read it.
  static func text(of evaluation: Evaluation) -> String {
    var blocks = ["Against \(evaluation.gold); the figures stand for \(evaluation.basis)"]
    for variable in evaluation.variables {
      for comparison in variable.validity {
        let text = ComparisonText(comparison)
        blocks.append(text.summary)
        blocks += [text.categoryTable, text.confusionTable].compactMap(\.self)
      }
      blocks += variable.flags.map { "! \(variable.variable): \($0)" }
    }
    let pairs = evaluation.variables.flatMap(\.agreement)
    if !pairs.isEmpty {
      var table = TextTable([
        ("variable", .left), ("coder", .left), ("coder", .left), ("n", .right), ("agreement", .right),
        ("kappa", .right), ("alpha", .right),
      ])
      for pair in pairs {
        var agreement = "-"
        var kappa = "-"
        if case .choice(let figures) = pair.figures {
          agreement = ComparisonText.figure(figures.accuracy)
          kappa = ComparisonText.figure(figures.kappa.estimate)
        }
        table.add([
          pair.variable, pair.reference.name, pair.coder.name, Figures.count(pair.counts.compared), agreement,
          kappa,
          ComparisonText.figure(pair.alpha.alpha),
        ])
      }
      blocks.append("Agreement between coders\n\(table.text)")
    }
    return blocks.joined(separator: "\n\n")
  }
}
