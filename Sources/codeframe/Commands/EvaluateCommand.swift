import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe evaluate`: says how far each coder can be trusted.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compare every coder with gold, and every pair of coders.",
    discussion: helpText(
      """
      The leaderboard stands first: each coder's macro F1 with abstentions counted as wrong (of numbers the mean absolute error),
      its baseline, coverage, price and pace. Where nobody has coded as gold, the agreement between coders is shown. No coder is scored on what it learned from: gold posts carry the answer of the head that was trained without
      their fold. Validity is over coded posts with the coverage beside it. Undefined figures say why.

        codeframe evaluate
        codeframe evaluate --gold anna --json
        codeframe evaluate --split given
        codeframe evaluate --where place=Berlin
        codeframe evaluate --by place
        codeframe evaluate --format tex > leaderboard.tex
        codeframe evaluate --grid-intensity 380
      """))

  @OptionGroup var options: StudyOptions
  @Option(
    help: "The coder that counts as the truth; the study's gold if left out.",
    completion: NameCompletion.coders) var gold: String?
  @Option(help: "Speak of the test part of this split only.") var split: String?
  @Option(
    help:
      "Speak of this sample, weighted by its inclusion probabilities; a purposive one speaks of itself alone.",
    completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Option(name: .customLong("run"), help: "Take this run's codings in place of its coder's current ones.")
  var takenRun: String?
  @OptionGroup var broken: BreakdownOption
  @Option(
    help: ArgumentHelp(
      "Grams of CO2 for a kilowatt-hour of the grid, for what runs used.", valueName: "grams"))
  var gridIntensity: Double?
  @OptionGroup var output: TableOptions

  func validate() throws {
    if let gridIntensity, !(0...100_000).contains(gridIntensity) {
      throw ValidationError("--grid-intensity takes grams of CO2 for a kilowatt-hour, from 0")
    }
  }

  func run() async throws {
    let open = try options.open()
    var evaluate = EvaluateCoders(
      EvaluationLoader.Question(
        gold: gold ?? open.configuration.gold, isGoldNamed: gold != nil, sample: sample, split: split,
        run: takenRun,
        posts: try open.somePosts(fulfilling: selected.filters).map(Set.init)), by: broken.by)
    evaluate.gridIntensity = gridIntensity
    let workflow = evaluate
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      let leaderboard = LeaderboardText(found.leaderboard).table
      if try output.put(found, leaderboard) { return }
      if found.isGoldAPerson {
        Console.put("\(found.evaluation.gold) is a person whose codings stand in for the truth here.")
      }
      if !found.leaderboard.rows.isEmpty {
        Console.put(leaderboard)
        Console.put("")
      }
      if !found.parts.isEmpty {
        Console.put(Self.table(of: found))
        Console.put("")
      }
      Console.put(Self.text(of: found.evaluation))
    }
  }

  private static func table(of found: EvaluateCoders.Outcome) -> TextTable {
    var table = TextTable(
      [("variable", .left), ("coder", .left), (found.by ?? "", .left)] + ComparisonText.columns)
    let rows = found.parts.flatMap { part in part.validity.map { (part.value, $0) } }
      .sorted { ($0.1.coder.name, $0.0) < ($1.1.coder.name, $1.0) }
    for name in found.evaluation.variables.map(\.variable) {
      for (value, comparison) in rows where comparison.variable == name {
        table.add([name, comparison.coder.name, value] + ComparisonText(comparison).cells)
      }
    }
    return table
  }

  private static func jointTable(of evaluation: Evaluation) -> String? {
    var table = TextTable([
      ("variable", .left), ("coders", .left), ("", .left), ("level", .left), ("posts", .right),
      (StatisticKind.alpha.label, .right),
    ])
    var isEmpty = true
    for variable in evaluation.variables {
      for joint in variable.joint {
        isEmpty = false
        let names = joint.coders.prefix(4).joined(separator: ", ")
        table.add([
          variable.variable, joint.coders.count > 4 ? "\(names) and \(joint.coders.count - 4) more" : names,
          joint.scope.rawValue, joint.alpha.distance.rawValue, Figures.count(joint.alpha.pairableUnits),
          Figures.figure(joint.alpha.alpha),
        ])
      }
    }
    return isEmpty ? nil : table.text
  }

  /// The columns are the figures that any variable has, by its type.
  private static func pairsTable(_ pairs: [Comparison]) -> TextTable {
    var kinds: [StatisticKind] = []
    for statistic in pairs.flatMap(\.betweenCoders) where !kinds.contains(statistic.kind) {
      kinds.append(statistic.kind)
    }
    var table = TextTable(
      [("variable", .left), ("coder", .left), ("coder", .left), ("n", .right)]
        + kinds.map { ($0.labelBetweenCoders, .right) })
    for pair in pairs {
      let found = pair.betweenCoders
      table.add(
        [pair.variable, pair.reference.name, pair.coder.name, Figures.count(pair.counts.compared)]
          + kinds.map { kind in found[kind].map { Figures.figure($0.value) } ?? "-" })
    }
    return table
  }

  /// The evaluation as people read it.
  static func text(of evaluation: Evaluation) -> String {
    let hasGold = evaluation.variables.contains { !$0.validity.isEmpty }
    var blocks = [
      hasGold
        ? "Against \(evaluation.gold); the figures describe \(evaluation.basis)"
        : "\(evaluation.gold) has coded nothing, so no coder is compared with the truth; the agreement describes \(evaluation.basis)"
    ]
    for variable in evaluation.variables {
      for comparison in variable.validity {
        let text = ComparisonText(comparison)
        blocks.append(text.summary)
        blocks += [text.categoryTable, text.confusionTable].compactMap(\.self)
      }
      blocks += variable.flags.map { "! \(variable.variable): \($0)" }
    }
    if let joint = Self.jointTable(of: evaluation) {
      blocks.append("\(StatisticKind.alpha.label) over all coders at once\n\(joint)")
    }
    let pairs = evaluation.variables.flatMap(\.agreement)
    if !pairs.isEmpty { blocks.append("Agreement between coders\n\(pairsTable(pairs).text)") }
    for variable in evaluation.variables where variable.unpaired > 0 {
      blocks.append(
        "\(variable.variable): \(Figures.count(variable.unpaired, "coder")) with the fewest codings are in no pair; "
          + "they count in alpha over all")
    }
    return blocks.joined(separator: "\n\n")
  }
}
