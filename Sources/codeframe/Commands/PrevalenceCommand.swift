import ArgumentParser
import ContentCoding
import Estimation
import Workflows

/// `codeframe prevalence`: shares of the corpus that stay unbiased although a machine coded it.
struct PrevalenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prevalence",
    abstract: "Say which share of the corpus is of each category, corrected for the coder's errors.",
    discussion: helpText(
      """
      The share that a coder finds is off by as much as it errs on one side. A sample that was drawn by chance and coded by a
      person puts it right. Four ways stand beside the naive share, each with a 95 % interval: the person's codings alone,
      the prediction-powered share (the one to report), design-based supervised learning, and the inverted confusion
      matrix (Rogan and Gladen for two categories). A purposive sample, or one whose chances are not known, is refused: nothing
      honest can be said of the corpus with it.

        codeframe prevalence ces --coder probe
        codeframe prevalence protest --coder gpt --sample main --by 'month(time)'
        codeframe prevalence ces --coder probe --by place --weights views
        codeframe prevalence ces --coder probe --format tex
        codeframe prevalence ces --coder probe --by 'month(time)' --chart months.svg

      docs/honest-inference.md says which assumption each way makes, and how often its intervals hold the truth.
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The variable.", completion: NameCompletion.variables) var variable: String
  @Option(help: "The coder of the corpus.", completion: NameCompletion.coders) var coder: String
  @Option(help: "The coder of the sample; the study's gold if left out.", completion: NameCompletion.coders)
  var gold: String?
  @Option(
    help: "The sample; the only one drawn by chance that holds all gold posts if left out.",
    completion: NameCompletion.samples)
  var sample: String?
  @OptionGroup var selected: SelectionOptions
  @OptionGroup var broken: BreakdownOption
  @Option(help: ArgumentHelp("Posts count by this column or count, such as views.", valueName: "column"))
  var weights: String?
  @Option(
    help: ArgumentHelp(
      "Draw the prediction-powered shares of each part, with their intervals, to this SVG file.",
      valueName: "file"))
  var chart: String?
  @OptionGroup var output: TableOptions

  func validate() throws {
    if chart != nil, broken.by == nil { throw ValidationError("--chart draws parts; name them with --by") }
  }

  func run() async throws {
    let open = try options.open()
    var estimate = EstimateShares(of: variable, by: coder)
    estimate.gold = gold
    estimate.sample = sample
    estimate.filters = selected.filters
    estimate.by = broken.by
    estimate.weights = weights
    let workflow = estimate
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      for notice in found.notices { Console.say("note: \(notice)") }
      if let chart, let picture = found.chart() {
        let file = try DataOutput(path: chart)
        try file.write(Array(picture.utf8))
        try file.finish()
        Console.say("drew \(chart)")
      }
      let table = Self.table(of: found)
      if try output.put(found, table) { return }
      Console.put(
        "\(found.variable): \(Figures.count(found.posts, "post")) coded by \(found.coder), corrected by \(found.gold) on the sample "
          + "\(found.sample)\n")
      Console.put(table)
    }
  }

  private static func table(of found: EstimateShares.Outcome) -> TextTable {
    let methods = found.rows.first?.estimates.map(\.method) ?? []
    var table = TextTable(
      (found.by == nil ? [] : [("\(found.by ?? "")", .left)])
        + [("category", .left), ("posts", .right), ("coded by \(found.gold)", .right)]
        + methods.map { ($0.rawValue, .left) })
    for row in found.rows {
      table.add(
        (found.by == nil ? [] : [row.part ?? "all"])
          + [row.category, Figures.count(row.posts), Figures.count(row.coded)]
          + row.estimates.map { Figures.figure($0.share) + Figures.interval($0.interval) })
    }
    return table
  }
}
