import ContentCoding
import Reliability
import Testing

/// What holds of every statistic, whatever the codings: a new kind in ``StatisticKind/all`` is tested here without being named.
@Suite("Properties of all statistics")
struct StatisticPropertiesTests {
  /// Made-up codings of one variable by two coders, who often agree; some are missing.
  struct Example: Sendable, CustomTestStringConvertible {
    let variable: Variable
    var gold: [Answer?]
    var coder: [Answer?]

    var testDescription: String { "\(variable.type) \(variable.level), \(gold.count) posts" }

    /// All figures: of the coder against gold, and of the coder's labels as clusters of gold's.
    func statistics(weights: [String: Double]? = nil) throws -> [Statistic] {
      var frame = EvaluationFrame.quick
      frame.weights = weights
      frame.similarities = [variable.name: StatisticPropertiesTests.similarity]
      let comparison = try Comparison(
        VariableCodings("gold", gold), VariableCodings("m", coder), variable: variable, frame: frame)
      let ofCategory = comparison.categories.first?.statistics ?? []
      guard variable.type == .category else { return comparison.statistics + ofCategory }
      let clusters = try ClusterComparison(
        classes: gold.map { $0?.value?.text }, clusters: coder.map { $0?.value?.text })
      return comparison.statistics + ofCategory + clusters.statistics
    }

    var swapped: Example { Example(variable: variable, gold: coder, coder: gold) }

    /// The same posts in another order.
    func reordered(_ order: [Int]) -> Example {
      Example(variable: variable, gold: order.map { gold[$0] }, coder: order.map { coder[$0] })
    }

    /// The same with every label longer, which keeps their order; booleans have the labels that they have.
    var renamed: Example {
      guard variable.type == .category || variable.type == .tags else { return self }
      var variable = variable
      variable.categories = variable.categories.map { Category(name: "renamed \($0.name)") }
      func rename(_ answer: Answer?) -> Answer? {
        guard var answer else { return nil }
        answer.scores = Dictionary(
          answer.scores.map { ("renamed \($0)", $1) }, uniquingKeysWith: { first, _ in first })
        switch answer.value {
        case .category(let name): answer.value = .category("renamed \(name)")
        case .tags(let tags): answer.value = .tags(Set(tags.map { "renamed \($0)" }))
        case .boolean, .number, .openText, nil: break
        }
        return answer
      }
      return Example(variable: variable, gold: gold.map(rename), coder: coder.map(rename))
    }
  }

  private static let words = ["a dog", "two dogs", "a cat", "rain"]
  static let similarity = TextSimilarity(
    encoder: "given",
    vectors: ["a dog": [1, 0, 0], "two dogs": [0.9, 0.1, 0], "a cat": [0.5, 0.5, 0], "rain": [0, 0, 1]])

  static let examples: [Example] = (0..<6).flatMap { seed in
    [
      Variable.categories(["a", "b", "c", "d"]), Variable.categories(["a", "b", "c"], level: .ordinal),
      Variable(name: "v", type: .boolean),
      Variable(name: "v", type: .tags, categories: ["x", "y", "z"].map { Category(name: $0) }),
      Variable(name: "v", type: .number, level: .interval), Variable(name: "v", type: .number, level: .ratio),
      Variable(name: "v", type: .openText),
    ].map { example(of: $0, seed: UInt64(seed)) }
  }

  private static func example(of variable: Variable, seed: UInt64) -> Example {
    var chance = SplitMix64(seed: 100 * seed + UInt64(variable.labels.count))
    let gold = (0..<60).map { _ in value(of: variable, &chance) }
    let coder = gold.map { truth -> Answer? in
      if chance.next(below: 10) == 0 { return chance.next(below: 2) == 0 ? nil : .unsure }
      var said = chance.next(below: 3) > 0 ? truth : value(of: variable, &chance)
      // A coder who does not tell two categories apart is no mirror of gold.
      if seed.isMultiple(of: 2), said == .category("d") { said = .category("a") }
      return .coded(
        said, scores: scores(of: said, in: variable, &chance),
        confidence: Double(chance.next(below: 100)) / 100)
    }
    return Example(
      variable: variable, gold: gold.map { chance.next(below: 12) == 0 ? nil : .coded($0) }, coder: coder)
  }

  private static func value(of variable: Variable, _ chance: inout SplitMix64) -> CodedValue {
    switch variable.type {
    case .category: .category(variable.labels[chance.next(below: variable.labels.count)])
    case .boolean: .boolean(chance.next(below: 2) == 0)
    case .tags: .tags(Set(variable.labels.filter { _ in chance.next(below: 2) == 0 }))
    case .number: .number(Double(chance.next(below: 50)) / 4)
    case .openText: .openText(words[chance.next(below: words.count)])
    }
  }

  private static func scores(
    of value: CodedValue, in variable: Variable, _ chance: inout SplitMix64
  ) -> [String: Double] {
    guard variable.type == .category || variable.type == .boolean else { return [:] }
    let rest = 0.3 / Double(variable.labels.count - 1)
    return Dictionary(
      uniqueKeysWithValues: variable.labels.map { ($0, $0 == value.text ? 0.7 : rest) })
  }

  private func expect(_ found: [Statistic], equal expected: [Statistic]) {
    #expect(found.map(\.kind) == expected.map(\.kind))
    for (found, expected) in zip(found, expected) {
      switch (found.value, expected.value) {
      case (.defined(let one), .defined(let other)): #expect(near(one, other), "\(found.kind.id)")
      case (.undefined(let one), .undefined(let other)): #expect(one == other, "\(found.kind.id)")
      default: Issue.record("\(found.kind.id) is \(found.value) and \(expected.value)")
      }
    }
  }

  @Test func theExamplesHaveEveryStatistic() throws {
    let seen = Set(try Self.examples.flatMap { try $0.statistics().map(\.kind) })
    #expect(seen == Set(StatisticKind.ofCodings))
  }

  @Test func namesAreUniqueAndEverythingIsSaid() {
    #expect(Set(StatisticKind.all.map(\.id)).count == StatisticKind.all.count)
    #expect(
      Set(StatisticKind.all)
        == Set(StatisticKind.ofCodings + StatisticKind.ofCoders + StatisticKind.ofClusterings))
    #expect(Set(StatisticKind.all.map(\.label)).count == StatisticKind.all.count)
    for kind in StatisticKind.all {
      #expect(!kind.explanation.isEmpty && !kind.source.isEmpty)
      #expect(kind.explanation.hasSuffix("."))
    }
  }

  /// Symmetric statistics stay when the coders are exchanged; of each other one there is an example in which it does not.
  @Test func exchangingTheCoders() throws {
    var changed: Set<StatisticKind> = []
    for example in Self.examples {
      let found = try example.statistics()
      let swapped = try example.swapped.statistics()
      for statistic in found {
        let other = swapped[statistic.kind]
        if statistic.kind.isSymmetric {
          #expect(
            near(other?.value.value, statistic.value.value ?? .nan), "\(statistic.kind.id) \(example)")
        } else if other?.value != statistic.value {
          changed.insert(statistic.kind)
        }
      }
    }
    #expect(changed == Set(StatisticKind.ofCodings.filter { !$0.isSymmetric }))
  }

  @Test(arguments: examples)
  func theOrderOfPostsDoesNotMatter(example: Example) throws {
    var chance = SplitMix64(seed: 5)
    var order = Array(example.gold.indices)
    for last in order.indices.reversed() { order.swapAt(last, chance.next(below: last + 1)) }
    expect(try example.reordered(order).statistics(), equal: try example.statistics())
  }

  @Test(arguments: examples)
  func theNamesOfCategoriesDoNotMatter(example: Example) throws {
    expect(try example.renamed.statistics(), equal: try example.statistics())
  }

  @Test(arguments: examples)
  func weightsOfOneChangeNothing(example: Example) throws {
    let ones = Dictionary(
      uniqueKeysWithValues: example.gold.indices.map { (VariableCodings.post($0), 1.0) })
    expect(try example.statistics(weights: ones), equal: try example.statistics())
  }

  @Test(arguments: examples)
  func valuesLieWhereTheyShould(example: Example) throws {
    for statistic in try example.statistics() {
      guard let value = statistic.value.value else { continue }
      #expect(value.isFinite, "\(statistic.kind.id)")
      switch statistic.kind.unit {
      case .share: #expect((0...1).contains(value), "\(statistic.kind.id)")
      case .coefficient: #expect(value <= (statistic.kind == .brierScore ? 2 : 1), "\(statistic.kind.id)")
      case .nats, .ofVariable: #expect(value >= 0, "\(statistic.kind.id)")
      }
      if let interval = statistic.interval?.value {
        #expect(interval.lower <= interval.upper, "\(statistic.kind.id)")
      }
    }
  }

  /// A coder who says nothing has no figure at all, but that its silence counts as wrong.
  @Test(arguments: examples)
  func nothingToCompareIsUndefined(example: Example) throws {
    var silent = example
    silent.coder = example.coder.map { _ in nil }
    for statistic in try silent.statistics() {
      if [.accuracyWithAbstentionsWrong, .macroF1WithAbstentionsWrong].contains(statistic.kind) {
        #expect(statistic.value == .defined(0))
      } else {
        #expect(statistic.value.value == nil, "\(statistic.kind.id) is \(statistic.value)")
        #expect(statistic.interval?.value == nil, "\(statistic.kind.id)")
      }
      for baseline in statistic.baselines { #expect(baseline.value.value == nil, "\(baseline.label)") }
    }
  }

  /// One value throughout leaves nothing beyond chance to agree on, and nothing to correlate.
  @Test(arguments: examples)
  func oneValueThroughout(example: Example) throws {
    let values = example.gold.compactMap { $0?.value }
    let value = try #require(values.first)
    let constant = Example(
      variable: example.variable, gold: example.gold.map { _ in .coded(value) },
      coder: example.coder.map { _ in .coded(value) })
    let found = try constant.statistics()
    for kind in [StatisticKind.kappa, .alpha, .matthewsCorrelation, .rSquared, .pearson, .spearman] {
      if let statistic = found[kind] { #expect(statistic.value.value == nil, "\(kind.id)") }
    }
    for kind in [StatisticKind.accuracy, .exactMatch, .adjustedRandIndex, .purity] {
      if let statistic = found[kind] { #expect(statistic.value == .defined(1), "\(kind.id)") }
    }
  }
}
