import Reliability
import Testing

@Suite struct BootstrapTests {
  /// `n` units of three categories, `right` of ten coded right by the first coder, all by the second.
  private func units(_ n: Int, right: Int, groups: Int? = nil, weighted: Bool = false, reversed: Bool = false)
    throws -> CodedUnits
  {
    var generator = SplitMix64(seed: 9)
    var gold: [String?] = []
    var coder: [String?] = []
    var weights: [Double] = []
    for _ in 0..<n {
      let truth = generator.next(below: 3)
      gold.append("c\(truth)")
      coder.append(generator.next(below: 10) < right ? "c\(truth)" : "c\(generator.next(below: 3))")
      weights.append(Double(1 + generator.next(below: 4)))
    }
    let names = groups.map { count in (0..<n).map { "g\($0 % count)" } }
    return try CodedUnits(
      gold: reversed ? gold.reversed() : gold,
      coders: reversed ? [coder.reversed(), gold.reversed()] : [coder, gold],
      categories: ["c0", "c1", "c2"], weights: weighted ? (reversed ? weights.reversed() : weights) : nil,
      groups: reversed ? names?.reversed() : names)
  }

  /// A table of many categories keeps less; what it says is the same.
  @Test(arguments: [false, true]) func categoriesThatNobodyUsesChangeNothing(weighted: Bool) throws {
    var generator = SplitMix64(seed: 3)
    let gold = (0..<80).map { _ in "c\(generator.next(below: 3))" }
    let coder: [String?] = gold.map {
      generator.next(below: 4) == 0 ? nil : generator.next(below: 3) == 0 ? "c1" : $0
    }
    let weights = weighted ? gold.indices.map { 1 + Double($0 % 7) / 3 } : nil
    let statistics: [ConfusionStatistic] = [
      .accuracy, .balancedAccuracy, .macroF1, .weightedF1, .kappa, .recall("c2"), .kappa(.linear),
      .kappa(.quadratic),
    ]
    func found(_ count: Int, _ statistics: [ConfusionStatistic]) throws -> [BootstrapEstimate] {
      let units = try CodedUnits(
        gold: gold, coders: [coder], categories: (0..<count).map { "c\($0)" }, weights: weights)
      return Bootstrap(draws: 100, seed: 1).estimates(of: statistics, in: units)[0]
    }
    #expect(try found(200, statistics) == found(3, statistics))
    #expect(try found(200, Array(statistics.prefix(6))) == found(3, Array(statistics.prefix(6))))
  }

  @Test func accuracyHasTheBinomialSpread() throws {
    let units = try units(400, right: 6)
    let found = Bootstrap(draws: 4000).estimates(of: [.accuracy], in: units)
    let p = try #require(found[0][0].estimate.value)
    let error = try #require(found[0][0].standardError.value)
    // The standard deviation of 4,000 draws is itself within 5 % of √(p (1 - p) / n) with near certainty.
    #expect(abs(error / (p * (1 - p) / 400).squareRoot() - 1) < 0.05)
    let interval = try #require(found[0][0].interval.value)
    #expect(abs((interval.upper - interval.lower) / (2 * 1.96 * error) - 1) < 0.08)
    #expect(found[1][0].interval == .defined(Interval(lower: 1, upper: 1, level: 0.95)))
  }

  @Test(arguments: [false, true], [nil, 20]) func orderDoesNotMatterAndTheSeedDoes(
    weighted: Bool, groups: Int?
  ) throws {
    let bootstrap = Bootstrap(draws: 200, seed: 5)
    let statistics: [ConfusionStatistic] = [.accuracy, .macroF1, .kappa]
    let one = bootstrap.estimates(
      of: statistics, in: try units(120, right: 5, groups: groups, weighted: weighted))
    let other = bootstrap.estimates(
      of: statistics, in: try units(120, right: 5, groups: groups, weighted: weighted, reversed: true))
    #expect(one == other)
    let reseeded = Bootstrap(draws: 200, seed: 6)
      .estimates(of: statistics, in: try units(120, right: 5, groups: groups, weighted: weighted))
    #expect(one != reseeded)
  }

  @Test func theFastWayEqualsResamplingUnitByUnit() throws {
    // Units sorted by pattern are drawn by the same numbers in both ways.
    let gold = ["a", "b", "b", "b", "b"]
    let coder = ["a", "a", "b", "b", "b"]
    let bootstrap = Bootstrap(draws: 300, seed: 3)
    let units = try CodedUnits(gold: gold, coders: [coder], categories: ["a", "b"])
    let fast = bootstrap.estimates(of: [.kappa, .macroF1], in: units)[0]
    for (place, statistic) in [ConfusionStatistic.kappa, .macroF1].enumerated() {
      let slow = try bootstrap.estimate(units: gold.count) { drawn in
        let table = try? ConfusionMatrix(
          gold: drawn.map { gold[$0] }, predicted: drawn.map { coder[$0] }, categories: ["a", "b"])
        return table?.estimate(of: statistic) ?? .undefined(.noObservations)
      }
      #expect(slow == fast[place])
      #expect(slow.draws == 300)
    }
    #expect(fast[0].undefinedDraws > 0)
    #expect(fast[0].interval.value != nil)
  }

  @Test func groupsWidenTheInterval() throws {
    // Ten groups, each wholly right or wholly wrong: ten observations, not a thousand.
    let gold = Array(repeating: "a", count: 1000)
    let coder = (0..<1000).map { $0 / 100 < 7 ? "a" : "b" }
    let groups = (0..<1000).map { "g\($0 / 100)" }
    let alone = try CodedUnits(gold: gold, coders: [coder], categories: ["a", "b"])
    let grouped = try CodedUnits(gold: gold, coders: [coder], categories: ["a", "b"], groups: groups)
    let bootstrap = Bootstrap()
    let narrow = try #require(
      bootstrap.estimates(of: [.accuracy], in: alone)[0][0].standardError.value)
    let wide = try #require(
      bootstrap.estimates(of: [.accuracy], in: grouped)[0][0].standardError.value)
    #expect(abs(wide / narrow - 10) < 1)
  }

  @Test func differencesArePaired() throws {
    let units = try units(200, right: 6)
    let same = try Bootstrap(draws: 100).differences(of: [.accuracy], in: units, between: 0, and: 0)
    #expect(same[0].interval == .defined(Interval(lower: 0, upper: 0, level: 0.95)))
    let worse = try Bootstrap(draws: 500).differences(
      of: [.accuracy, .kappa], in: units, between: 0, and: 1)
    #expect(worse.allSatisfy { ($0.interval.value?.upper ?? 1) < 0 })
    #expect(throws: ReliabilityError.noSuchCoder(index: 2, coders: 2)) {
      try Bootstrap().differences(of: [.accuracy], in: units, between: 0, and: 2)
    }
  }

  @Test func differencesAreOverUnitsThatBothCoded() throws {
    let units = try CodedUnits(
      gold: ["a", "a", "b", "b"], coders: [["a", nil, "b", "a"], ["a", "b", "b", nil]],
      categories: ["a", "b"])
    let bootstrap = Bootstrap(draws: 50)
    let common = try bootstrap.differences(of: [.accuracy], in: units, between: 0, and: 1)
    #expect(common[0].estimate == .defined(0))
    let wrong = try bootstrap.differences(
      of: [.recall("a")], in: units, between: 0, and: 1, abstentions: .wrong)
    #expect(wrong[0].estimate == .defined(0))
  }

  @Test func undefinedIsSaid() throws {
    let one = try CodedUnits(gold: ["a"], coders: [["a"]], categories: ["a", "b"])
    let alone = Bootstrap().estimates(of: [.accuracy, .kappa], in: one)[0]
    #expect(alone[0].interval == .undefined(.tooFewUnits) && alone[0].estimate == .defined(1))
    #expect(alone[1].interval == .undefined(.bothConstant))
    let none = try CodedUnits(gold: [], coders: [[]], categories: ["a"])
    #expect(Bootstrap().estimates(of: [.accuracy], in: none)[0][0].estimate.value == nil)
    let level = Bootstrap(draws: 10, level: 2).estimates(of: [.accuracy], in: try units(10, right: 5))
    #expect(level[0][0].interval == .undefined(.levelOutOfRange))
    let noDraws = Bootstrap(draws: -1).estimates(of: [.accuracy], in: try units(10, right: 5))
    #expect(noDraws[0][0].interval.value == nil)
  }

  @Test func splitMix64IsTheReference() {
    // The first numbers of Vigna's splitmix64.c from the state 1234567.
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[generator.next(below: 3)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
  }
}
