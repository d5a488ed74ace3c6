import ContentCoding
import Inference
import ModelCoders
import Reliability

/// Says how coders do on groups of posts that they have not learned from: each group is left out once.
///
/// Nothing is kept: what the study's coders learned stays, and no coding is made.
package struct LeaveGroupsOut: Workflow, Sendable {
  /// The coders' names.
  package let coders: [String]
  /// The column whose values are the groups.
  package let column: String
  /// Where models compute.
  package var provider = Provider.cpu

  /// So many groups are left out at most: each is a training.
  package static let groupLimit = 60

  /// The groups of `column`, left out one by one.
  package init(_ coders: [String], column: String, provider: Provider = .cpu) {
    self.coders = coders
    self.column = column
    self.provider = provider
  }

  /// How a coder does on one group, or on all.
  package struct Row: Encodable, Sendable {
    package let coder: String
    /// The value of the column; nil for all groups together.
    package let group: String?
    /// Against what was learned from, each variable apart.
    package let comparisons: [Comparison]
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let column: String
    package let rows: [Row]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let breakdown = try Breakdown(named: column, in: open)
    var rows: [Row] = []
    for name in coders {
      let context = try open.context(for: name, on: provider)
      guard let setup = try context.setup() as? any LearningSetup, !setup.parameters.kind.isDerived else {
        throw UserError(
          "\(name) is \(context.coder.parameters.kind.withArticle) coder, which learns nothing from posts themselves; "
            + "codeframe evaluate --by \(Shell.quoted(column)) has its figure for each group")
      }
      rows += try await self.rows(of: setup, by: breakdown)
    }
    return Outcome(column: column, rows: rows)
  }

  private func rows(of setup: some LearningSetup, by breakdown: Breakdown) async throws -> [Row] {
    let open = setup.context.open
    let name = setup.context.coder.name
    try setup.check()
    let gold = try setup.gold()
    guard !gold.values.isEmpty else { throw UserError(setup.noGold) }
    let usual = try await setup.material(from: gold)
    let values = try open.values(of: breakdown, for: usual.posts.map(\.id))
    let groups = Set(values.values).sorted()
    guard groups.count > 1 else {
      throw UserError(
        "all gold posts have the same \(column) (\(groups.first ?? Breakdown.missing)), so no group can be left out"
      )
    }
    guard groups.count <= Self.groupLimit else {
      throw UserError(
        "\(column) has \(Figures.count(groups.count)) values among gold posts; each is a training, and at most "
          + "\(Self.groupLimit) are left out. Name a coarser column")
    }
    let places = Dictionary(groups.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let folds = Folds(count: groups.count, assignment: values.compactMapValues { places[$0] })
    open.listener.notice("\(name): training without each of \(Figures.count(groups.count, "group"))")
    let outcome = try await setup.learn(
      from: TrainingMaterial(gold: usual.gold, folds: folds, posts: usual.posts))
    let answers = try await setup.coder(knowing: outcome.learned).code(usual.posts, with: setup.pipeline())
    let bootstrap = Bootstrap(seed: open.configuration.seed)
    let identity = CoderIdentity(name: name, kind: setup.parameters.kind)
    let codings = setup.context.variables.map { variable in
      (
        variable: variable, gold: usual.gold.codings(of: variable),
        coder: VariableCodings(coder: identity, codings: answers.filter { $0.variable == variable.name })
      )
    }
    return try ([nil] + groups.map(Optional.some)).map { group in
      let posts = Set(values.filter { group == nil || $0.value == group }.keys)
      let frame = EvaluationFrame(
        posts: posts, groups: group == nil ? values : nil, bootstrap: bootstrap)
      return Row(
        coder: name, group: group,
        comparisons: try codings.map {
          try Comparison($0.gold, $0.coder, variable: $0.variable, frame: frame)
        })
    }
  }
}
