import ArgumentParser
import ContentCoding
import Estimation
import Workflows

/// `codeframe regress`: regressions that stay unbiased although a machine coded a variable.
struct RegressCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Fit a regression, corrected for the errors of the coder of a variable.",
    discussion: helpText(
      """
      A formula names an outcome and what explains it: columns and counts of the posts, and variables of the codebook, which
      --coder has coded for the corpus and gold for a sample drawn by chance. a:b is a product, log(a) a logarithm, a=VALUE
      is 1 where a has that value; names with other signs stand in backquotes. A column of categories is held against its
      first one, or against --reference. Hidden likes are missing, never 0.

      Two fits stand side by side: with the coder's answers as they are, and corrected by design-based supervised learning,
      which is right on average whatever the coder gets wrong. Standard errors are robust (HC1), or clustered.

        codeframe regress "likes ~ ces + log(followers)" --coder probe --family negative-binomial
        codeframe regress "protest ~ anger + year" --coder gpt --family logistic --cluster account
        codeframe regress "likes ~ ces=Sports" --coder probe --family poisson --format tex
        codeframe regress "likes ~ ces" --coder probe --reference ces=Urban-Rural
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The formula, in quotes.") var formula: String
  @Option(help: "gaussian, logistic, poisson or negative-binomial.") var family = OutcomeFamily.gaussian
  @Option(help: "The coder of the corpus.", completion: NameCompletion.coders) var coder: String?
  @Option(help: "The coder of the sample; the study's gold if left out.", completion: NameCompletion.coders)
  var gold: String?
  @Option(
    help: "The sample; the only one drawn by chance that holds all gold posts if left out.",
    completion: NameCompletion.samples)
  var sample: String?
  @Option(
    help: ArgumentHelp("Posts with one value of this column are no independent posts.", valueName: "column"))
  var cluster: String?
  @Option(
    help: ArgumentHelp(
      "What the other values of a column are held against; may be repeated.", valueName: "name=value"))
  var reference: [String] = []
  @OptionGroup var selected: SelectionOptions
  @OptionGroup var output: TableOptions

  func validate() throws {
    if let bad = reference.first(where: { Self.pair($0) == nil }) {
      throw ValidationError("--reference takes name=value, not \"\(bad.prefix(200))\"")
    }
  }

  private static func pair(_ text: String) -> (String, String)? {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  func run() async throws {
    let open = try options.open()
    var regression = RunRegression(formula)
    regression.family = family
    regression.coder = coder
    regression.gold = gold
    regression.sample = sample
    regression.cluster = cluster
    regression.filters = selected.filters
    regression.references = Dictionary(
      reference.compactMap(Self.pair), uniquingKeysWith: { _, last in last })
    let workflow = regression
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      for notice in found.notices { Console.say("note: \(notice)") }
      let table = Self.table(of: found)
      if try output.put(found, table) { return }
      Console.put(Self.heading(of: found) + "\n")
      Console.put(table)
    }
  }

  private static func heading(of found: RunRegression.Outcome) -> String {
    var lines = ["\(found.formula), \(found.family.rawValue), \(Figures.count(found.rows, "post"))"]
    if let coder = found.coder, let gold = found.gold, let sample = found.sample {
      lines.append(
        "coded by \(coder); corrected by \(gold) on \(Figures.count(found.coded, "post")) of the sample \(sample)"
      )
    }
    if let clusters = found.naive.clusters {
      lines.append("standard errors clustered, \(Figures.count(clusters, "cluster"))")
    }
    lines += found.references.sorted { $0.key < $1.key }.map { "\($0.key) is held against \($0.value)" }
    if let dispersion = found.naive.dispersion {
      lines.append("dispersion \(Figures.decimal(dispersion, places: 3))")
    }
    lines += found.missing.sorted { $0.key < $1.key }.map {
      "left out: \(Figures.count($0.value, "post")) without \($0.key)"
    }
    return lines.joined(separator: "\n")
  }

  private static func table(of found: RunRegression.Outcome) -> TextTable {
    var table = TextTable(
      [
        ("term", .left), (found.corrected == nil ? "coefficient" : "naive", .left),
        ("standard error", .right),
        ("p", .right),
      ]
        + (found.corrected == nil
          ? [] : [("corrected", .left), ("standard error", .right), ("p", .right)]))
    for (place, coefficient) in found.naive.coefficients.enumerated() {
      table.add(
        [coefficient.name] + cells(coefficient)
          + (found.corrected.map { cells($0.coefficients[place]) } ?? []))
    }
    return table
  }

  private static func cells(_ coefficient: RegressionFit.Coefficient) -> [String] {
    [
      Figures.decimal(coefficient.value, places: 3) + Figures.interval(.defined(coefficient.interval)),
      Figures.decimal(coefficient.standardError, places: 3),
      coefficient.pValue < 0.001 ? "below 0.001" : Figures.decimal(coefficient.pValue, places: 3),
    ]
  }
}

extension OutcomeFamily: ExpressibleByArgument {}
