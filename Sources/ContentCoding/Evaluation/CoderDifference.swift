import Reliability

/// How two coders differ on the posts that gold and both of them coded.
public struct CoderDifference: Encodable, Sendable {
  /// A figure of both, and the difference on the same draws of posts.
  public struct Figure: Encodable, Sendable {
    /// What it is.
    public let kind: StatisticKind
    /// The first coder's.
    public let first: Estimate<Double>
    /// The second coder's.
    public let second: Estimate<Double>
    /// The first minus the second, with a paired bootstrap interval.
    public let difference: BootstrapEstimate

    private enum CodingKeys: CodingKey { case id, label, first, second, difference }

    /// Writes the figure with its name.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind.id, forKey: .id)
      try container.encode(kind.label, forKey: .label)
      try container.encode(first, forKey: .first)
      try container.encode(second, forKey: .second)
      try container.encode(difference, forKey: .difference)
    }
  }

  /// McNemar's exact test of who is right more often.
  public struct Test: Encodable, Sendable {
    /// Posts on which the first coder alone is right.
    public let firstOnly: Int
    /// Posts on which the second coder alone is right.
    public let secondOnly: Int
    /// The two-sided p value.
    public let pValue: Estimate<Double>

    init(_ rights: [(first: Bool, second: Bool)]) {
      firstOnly = rights.count { $0.first && !$0.second }
      secondOnly = rights.count { $0.second && !$0.first }
      pValue = McNemar(firstOnly: firstOnly, secondOnly: secondOnly).pValue
    }
  }

  /// The variable's name.
  public let variable: String
  /// The first coder.
  public let first: CoderIdentity
  /// The second coder.
  public let second: CoderIdentity
  /// How many posts gold and both coders coded.
  public let compared: Int
  /// The figures, the main one first.
  public let figures: [Figure]
  /// The test; nil for numbers and texts, which are neither right nor wrong.
  public let test: Test?
  /// US dollars for a thousand answers of each coder; nil where none was paid, or no price is known.
  public let costPerThousand: [Double?]

  /// The difference of two coders.
  ///
  /// - Parameters:
  ///   - first: The first coder's codings.
  ///   - second: The second coder's.
  ///   - gold: The codings that count as the truth.
  ///   - variable: What they are codings of.
  ///   - frame: The posts that count, their weights and groups.
  /// - Throws: ``ReliabilityError`` where the codebook's categories or the weights cannot be used.
  public init(
    _ first: VariableCodings, _ second: VariableCodings, gold: VariableCodings, variable: Variable,
    frame: EvaluationFrame
  ) throws(ReliabilityError) {
    self.variable = variable.name
    self.first = first.coder
    self.second = second.coder
    costPerThousand = [first.costPerThousand, second.costPerThousand]
    var shared = frame
    shared.posts = Set(
      gold.posts.filter { post in
        frame.contains(post)
          && [gold, first, second].allSatisfy { $0.value(of: post)?.isOffered(by: variable) == true }
      })
    let pairs = [first, second].map { PairedValues(gold, $0, variable: variable, frame: shared) }
    compared = pairs[0].reference.count
    let truth = pairs[0].reference
    let (one, other) = (pairs[0].coder, pairs[1].coder)
    let rights = truth.indices.map { (first: one[$0] == truth[$0], second: other[$0] == truth[$0]) }
    switch variable.type {
    case .category, .boolean:
      let units = try CodedUnits(
        gold: truth.map(\.?.text), coders: [one, other].map { $0.map(\.?.text) },
        categories: variable.labels, weights: pairs[0].weights, groups: pairs[0].groups)
      let statistics: [ConfusionStatistic] = [.accuracy, .macroF1]
      let tables = [try units.confusionMatrix(coder: 0), try units.confusionMatrix(coder: 1)]
      let differences = try frame.bootstrap.differences(of: statistics, in: units, between: 0, and: 1)
      figures = zip([StatisticKind.accuracy, .macroF1], zip(statistics, differences)).map { kind, found in
        Figure(
          kind: kind, first: tables[0].estimate(of: found.0), second: tables[1].estimate(of: found.0),
          difference: found.1)
      }
      test = Test(rights)
    case .tags:
      let counts = [one, other].map { answers in
        zip(truth, answers).map { TagCounts($0?.tagSet ?? [], $1?.tagSet ?? []) }
      }
      figures = try [
        (StatisticKind.exactMatch, { @Sendable (counts: [TagCounts]) in TagCounts.exactMatch(counts) }),
        (.microF1, { @Sendable (counts: [TagCounts]) in TagCounts.microF1(counts) }),
      ].map { (kind, measure) throws(ReliabilityError) in
        Figure(
          kind: kind, first: measure(counts[0]), second: measure(counts[1]),
          difference: try frame.bootstrap.estimate(units: truth.count, groups: pairs[0].groups) { drawn in
            switch (measure(drawn.map { counts[0][$0] }), measure(drawn.map { counts[1][$0] })) {
            case (.defined(let first), .defined(let second)): .defined(first - second)
            case (.undefined(let reason), _), (_, .undefined(let reason)): .undefined(reason)
            }
          })
      }
      test = Test(rights)
    case .number:
      let numbers = [truth, one, other].map { $0.compactMap(\.?.numberValue) }
      let errors = [
        try NumberValidity(gold: numbers[0], predicted: numbers[1]).meanAbsoluteError,
        try NumberValidity(gold: numbers[0], predicted: numbers[2]).meanAbsoluteError,
      ]
      figures = [
        Figure(
          kind: .meanAbsoluteError, first: errors[0], second: errors[1],
          difference: try frame.bootstrap.errorReduction(
            gold: numbers[0], predicted: numbers[2], baseline: numbers[1], groups: pairs[0].groups))
      ]
      test = nil
    case .openText:
      let similarity = frame.similarities[variable.name]
      let texts = [one, other].map { answers in
        zip(truth, answers).map { TextPair($0?.openText ?? "", $1?.openText ?? "", similarity).cosine }
      }
      let means = texts.map { values -> Estimate<Double> in
        values.isEmpty
          ? .undefined(.noObservations) : .defined(values.reduce(0, +) / Double(values.count))
      }
      figures = [
        Figure(
          kind: similarity == nil ? .sameText : .textSimilarity, first: means[0], second: means[1],
          difference: try frame.bootstrap.estimate(units: truth.count, groups: pairs[0].groups) { drawn in
            drawn.isEmpty
              ? .undefined(.noObservations)
              : .defined(drawn.reduce(0) { $0 + texts[0][$1] - texts[1][$1] } / Double(drawn.count))
          })
      ]
      test = nil
    }
  }
}

/// How one set of tags agrees with another.
private struct TagCounts: Sendable {
  let shared: Int
  let given: Int

  init(_ truth: Set<String>, _ answer: Set<String>) {
    shared = truth.intersection(answer).count
    given = truth.count + answer.count
  }

  static func exactMatch(_ counts: [TagCounts]) -> Estimate<Double> {
    counts.isEmpty
      ? .undefined(.noObservations)
      : .defined(Double(counts.count { 2 * $0.shared == $0.given }) / Double(counts.count))
  }

  static func microF1(_ counts: [TagCounts]) -> Estimate<Double> {
    let given = counts.reduce(0) { $0 + $1.given }
    return given == 0
      ? .undefined(.noObservations)
      : .defined(Double(2 * counts.reduce(0) { $0 + $1.shared }) / Double(given))
  }
}
