import ContentCoding
import Estimation
import Storage

/// Fits a regression on the corpus, with a machine's codings as they are and corrected by a person's.
package struct RunRegression: Workflow, Sendable {
  /// The formula as it was written.
  package let formula: String
  /// What is assumed of the outcome.
  package var family = OutcomeFamily.gaussian
  /// Who coded the corpus; nil where the formula names no variable of the codebook.
  package var coder: String?
  /// Who coded the sample; nil for the study's gold.
  package var gold: String?
  /// The sample; nil for the only one that holds all of gold's posts.
  package var sample: String?
  /// The column whose values keep posts together; nil where posts are independent.
  package var cluster: String?
  /// The category that others are held against, by the name of its column or variable.
  package var references: [String: String] = [:]
  /// The posts that the corpus consists of.
  package var filters: [PostFilter] = []

  /// The regression of `formula`.
  package init(_ formula: String) {
    self.formula = formula
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let formula: String
    package let family: OutcomeFamily
    package let coder: String?
    package let gold: String?
    package let sample: String?
    /// Rows that are used, and posts that are left out for want of a value, by its name.
    package let rows: Int
    package let missing: [String: Int]
    /// How many rows a person coded.
    package let coded: Int
    /// For each column or variable of categories the one that others are held against.
    package let references: [String: String]
    /// With the machine's codings as they are.
    package let naive: RegressionFit
    /// Corrected by the person's; nil where nothing was coded by machine.
    package let corrected: RegressionFit?
    /// What a reader should know, a sentence each.
    package let notices: [String]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    do {
      return try outcome(of: try Formula(formula), in: open)
    } catch let error as EstimationError {
      throw UserError(error.description)
    }
  }

  private func outcome(of formula: Formula, in open: OpenStudy) throws -> Outcome {
    let names = try RegressionNames(in: open)
    let variables = try formula.names.compactMap(names.variable)
    let machine = try self.machine(for: variables, in: open)
    let table = try RegressionTable(
      names: formula.names, variables: variables, counts: names.counts, coder: machine?.coder,
      filters: filters, cluster: cluster, in: open)
    var sample: CodedSample?
    var truth: [String: [String: CodedValue]] = [:]
    if let machine {
      for variable in variables {
        for (post, value) in try open.values(of: variable, by: machine.gold) {
          truth[post, default: [:]][variable.name] = value
        }
      }
      truth = truth.filter { $0.value.count == variables.count }
      sample = try CodedSample(
        named: self.sample, coded: Set(truth.keys), by: machine.gold, population: table.ids.count, in: open)
    }
    var design = try RegressionDesign(formula, table: table, references: references)
    let rows = try design.rows(correctedBy: truth, of: sample)
    let naive = try RegressionFit(naive: rows, family: family)
    let corrected = machine == nil ? nil : try RegressionFit(corrected: rows, family: family)
    return Outcome(
      formula: self.formula, family: family, coder: machine?.coder, gold: machine?.gold, sample: sample?.name,
      rows: rows.outcomes.count, missing: design.missing, coded: rows.corrections.count,
      references: design.references, naive: naive, corrected: corrected,
      notices: (sample?.notices ?? [])
        + (machine == nil
          ? ["the formula names no variable of the codebook, so there are no machine codings to correct"]
          : []))
  }

  /// Who coded by machine and who by hand; nil where no variable is in the formula, or the person coded it all.
  private func machine(for variables: [Variable], in open: OpenStudy) throws -> (coder: String, gold: String)?
  {
    guard !variables.isEmpty else { return nil }
    let gold = gold ?? open.configuration.gold
    guard let coder else {
      throw UserError(
        "the formula names \(variables.map(\.name).joined(separator: ", ")); say with --coder who coded the corpus"
      )
    }
    guard coder != gold else {
      throw UserError("\(coder) is the truth here; name with --coder who coded the whole corpus")
    }
    try open.requireCodings(of: [coder, gold])
    return (coder, gold)
  }
}
