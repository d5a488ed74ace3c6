import Reliability

/// What each part of a coder is worth: the same coder taught with fewer parts, held against it on the same posts and folds.
public struct Ablation: Encodable, Sendable {
  /// The coder that is taken apart.
  public let coder: String
  /// The coder whose codings count as the truth.
  public let gold: String
  /// One for each variable, in the codebook's order.
  public let variables: [VariableAblation]

  /// An ablation.
  public init(coder: String, gold: String, variables: [VariableAblation]) {
    self.coder = coder
    self.gold = gold
    self.variables = variables
  }
}

/// What each part is worth for one variable.
public struct VariableAblation: Encodable, Sendable {
  /// The variable's name.
  public let variable: String
  /// What is counted.
  public let measure: Measure
  /// All parts first, then with fewer.
  public let rows: [Row]

  /// What is counted of each post, and averaged.
  public enum Measure: String, Encodable, Sendable {
    /// Of a category or boolean: 1 where the value is gold's.
    case accuracy
    /// Of tags and texts: 1 where the whole set, or the text, is gold's.
    case exactMatch = "exact-match"
    /// Of numbers: the distance from gold's; less is better.
    case meanAbsoluteError = "mean-absolute-error"

    /// What it is.
    public var kind: StatisticKind {
      switch self {
      case .accuracy: .accuracy
      case .exactMatch: .exactMatch
      case .meanAbsoluteError: .meanAbsoluteError
      }
    }
  }

  /// The coder with some of its parts.
  public struct Row: Encodable, Sendable {
    /// The names of the parts.
    public let parts: [String]
    /// Gold posts that were answered.
    public let answered: Int
    /// Gold posts that were not, for want of the parts or for another reason.
    public let unanswered: Int
    /// The mean over the answered posts, with a bootstrap interval.
    public let figure: BootstrapEstimate
    /// All parts less these, over the posts that both answer, on the same draws; nil in the row of all parts.
    public let gain: BootstrapEstimate?
    /// Posts that both answer.
    public let shared: Int
  }

  /// Compares variants with gold and the first of them with each other one.
  ///
  /// - Parameters:
  ///   - variable: what was coded.
  ///   - gold: the truth.
  ///   - variants: the codings with all parts first; each coded the same posts, out of fold.
  ///   - frame: groups and bootstrap.
  /// - Throws: `ReliabilityError`.
  public init(
    _ variable: Variable, gold: VariableCodings, variants: [(parts: [String], codings: VariableCodings)],
    frame: EvaluationFrame
  ) throws(ReliabilityError) {
    self.variable = variable.name
    measure =
      switch variable.type {
      case .category, .boolean: .accuracy
      case .tags, .openText: .exactMatch
      case .number: .meanAbsoluteError
      }
    let posts = gold.posts.filter { id in
      frame.contains(id) && gold.value(of: id)?.isOffered(by: variable) == true
    }
    let credits = variants.map { variant in
      posts.map { id in
        Self.credit(variant.codings.value(of: id), gold.value(of: id))
      }
    }
    let groups = frame.groups.map { groups in posts.map { groups[$0] ?? $0 } }
    var rows: [Row] = []
    for (variant, own) in zip(variants, credits) {
      let isWhole = rows.isEmpty
      let pairs = zip(credits[0], own).map { whole, own in whole.flatMap { whole in own.map { whole - $0 } } }
      rows.append(
        Row(
          parts: variant.parts, answered: own.count { $0 != nil }, unanswered: own.count { $0 == nil },
          figure: try Self.mean(of: own, groups, frame.bootstrap),
          gain: isWhole ? nil : try Self.mean(of: pairs, groups, frame.bootstrap),
          shared: pairs.count { $0 != nil }))
    }
    self.rows = rows
  }

  private static func credit(_ answer: CodedValue?, _ truth: CodedValue?) -> Double? {
    guard let answer, let truth else { return nil }
    if case .number(let found) = answer, case .number(let expected) = truth { return abs(found - expected) }
    return answer == truth ? 1 : 0
  }

  private static func mean(
    of credits: [Double?], _ groups: [String]?, _ bootstrap: Bootstrap
  ) throws(ReliabilityError) -> BootstrapEstimate {
    let known = credits.indices.filter { credits[$0] != nil }
    let values = known.compactMap { credits[$0] }
    return try bootstrap.estimate(
      units: values.count, groups: groups.map { groups in known.map { groups[$0] } }
    ) { drawn in
      drawn.isEmpty
        ? .undefined(.noObservations) : .defined(drawn.reduce(0) { $0 + values[$1] } / Double(drawn.count))
    }
  }
}
