import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe compare coders`.
struct CompareCodersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coders", abstract: "Say by how much coders differ against gold, pair by pair.",
    discussion: helpText(
      """
      Each pair is compared on the posts that gold and both of them coded: accuracy and macro F1, of tags exact match and micro
      F1, of numbers the mean absolute error. The difference is the first coder's figure minus the second's, with a paired
      bootstrap interval: where it holds 0, these posts do not show that one is better. McNemar's exact test says the
      same of accuracy.

        codeframe compare coders probe clip gpt
        codeframe compare coders probe clip --variable ces --gold anna
        codeframe compare coders probe clip --sample validation --json

      --leave-out COLUMN says how coders that learn do on groups of posts that they have not seen: each is trained without
      each value of the column, a park or an account, and answers its posts. Nothing of it is kept.

        codeframe compare coders probe words --leave-out place
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(
    help: ArgumentHelp("The coders; two or more, with --leave-out one is enough.", valueName: "coder"))
  var coders: [String]
  @Option(
    help: "The coder that counts as the truth; the study's gold if left out.",
    completion: NameCompletion.coders) var gold: String?
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Option(help: "Speak of the test part of this split only.") var split: String?
  @Option(
    help: "Speak of this sample, weighted by its inclusion probabilities.", completion: NameCompletion.samples
  ) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Option(
    help: ArgumentHelp("Train without each value of this column, and answer its posts.", valueName: "column"))
  var leaveOut: String?
  @Flag(help: "Print everything as JSON.") var json = false

  func validate() throws {
    if leaveOut == nil, coders.count < 2 { throw ValidationError("name two coders or more") }
    if leaveOut != nil, gold != nil || variable != nil || split != nil || sample != nil || selected.isUsed {
      throw ValidationError(
        "--leave-out trains on all that a coder learns from; leave out --gold, --variable, --split, --sample and --where"
      )
    }
  }

  func run() async throws {
    let open = try options.open()
    if let leaveOut {
      let workflow = LeaveGroupsOut(coders, column: leaveOut, provider: machine.provider)
      return try await Interruption.stopping {
        let outcome = try await workflow.run(in: open)
        if json { try Console.put(json: outcome) } else { Console.put(Self.table(of: outcome)) }
      }
    }
    var compare = CompareCoders(
      coders,
      EvaluationLoader.Question(
        gold: gold ?? open.configuration.gold, isGoldNamed: true, sample: sample, split: split,
        posts: try open.somePosts(fulfilling: selected.filters).map(Set.init)))
    compare.variable = variable
    let workflow = compare
    try await Interruption.stopping {
      let outcome = try await workflow.run(in: open)
      if json { return try Console.put(json: outcome) }
      Console.put("Against \(outcome.gold); the figures describe \(outcome.basis)\n")
      Console.put(Self.table(of: outcome))
    }
  }

  private static func table(of outcome: CompareCoders.Outcome) -> TextTable {
    let isPaid = outcome.differences.contains { $0.costPerThousand.contains { $0 != nil } }
    var table = TextTable(
      [
        ("variable", .left), ("first", .left), ("second", .left), ("posts", .right), ("figure", .left),
        ("first", .right), ("second", .right), ("difference", .left), ("McNemar's p", .left),
      ] + (isPaid ? [("US$ for 1,000", .right)] : []))
    for pair in outcome.differences {
      for (place, figure) in pair.figures.enumerated() {
        let start =
          place == 0
          ? [pair.variable, pair.first.name, pair.second.name, Figures.count(pair.compared)]
          : ["", "", "", ""]
        table.add(
          start + [
            figure.kind.label, Figures.figure(figure.first), Figures.figure(figure.second),
            Figures.figure(figure.difference), place == 0 ? pair.test.map(Self.text) ?? "" : "",
          ]
            + (isPaid ? [place == 0 ? prices(of: pair) : ""] : []))
      }
    }
    return table
  }

  private static func prices(of pair: CoderDifference) -> String {
    pair.costPerThousand.map { $0.map(Figures.dollars) ?? "-" }.joined(separator: ", ")
  }

  private static func text(of test: CoderDifference.Test) -> String {
    guard let p = test.pValue.value else { return Figures.figure(test.pValue) }
    return
      "\(p < 0.001 ? "below 0.001" : Figures.decimal(p, places: 3)) (\(Figures.count(test.firstOnly)) and \(Figures.count(test.secondOnly)) posts right alone)"
  }

  private static func table(of outcome: LeaveGroupsOut.Outcome) -> TextTable {
    var table = TextTable(
      [("coder", .left), ("variable", .left), ("\(outcome.column) left out", .left)] + ComparisonText.columns)
    for row in outcome.rows {
      for comparison in row.comparisons {
        table.add(
          [row.coder, comparison.variable, row.group ?? "all, each left out once"]
            + ComparisonText(comparison).cells)
      }
    }
    return table
  }
}
