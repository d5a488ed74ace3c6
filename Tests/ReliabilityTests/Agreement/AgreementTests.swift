import Reliability
import Testing

@Suite("Agreement of coders of whom none is the truth")
struct AgreementTests {
  struct Golden: Decodable {
    struct Coefficient: Decodable {
      let value: Double
      let error: Double
    }
    struct Pair: Decodable {
      let units: Int
      let agreement, kappa, linear, quadratic, kappaError: Double
    }
    struct Coders: Decodable {
      let codes: [[Int32]]
      let categories: Int
      let ordinalAlpha: Double
      let alphaOfEach: [Double]
      let fleiss, ac1, ac2Linear, ac2Quadratic: Coefficient
      let pairs: [Pair]
    }
    struct Numbers: Decodable {
      let table: [[Double]]
      let icc, lower, upper: Double
    }
    struct Test: Decodable {
      let first, second: Int
      let p: Double
    }
    let coders: [Coders]
    let numbers: [Numbers]
    let tests: [Test]
  }

  private static let quick = Bootstrap(draws: 40, seed: 3)

  private func statistic(
    _ kind: StatisticKind, _ variant: String? = nil, in statistics: [Statistic]
  ) throws -> Statistic {
    try #require(statistics.first { $0.kind == kind && $0.variant == variant })
  }

  @Test func equalsTheReferenceLibraries() throws {
    let fixture = try Fixture<Golden>.named("agreement")
    for golden in fixture.cases[0].coders {
      let labels = (0..<golden.categories).map { "c\($0)" }
      let found = try Agreement(
        categories: labels, codings: golden.codes, distance: .ordinal, bootstrap: Self.quick)
      func check(_ statistic: Statistic, _ value: Double, error: Double? = nil) {
        #expect(near(statistic.value.value, value, fixture.tolerance), "\(statistic.label)")
        if let error {
          #expect(
            near(statistic.standardError?.value, error, fixture.tolerance),
            "\(statistic.label)")
        }
      }
      let joint = found.statistics
      check(try statistic(.alpha, "ordinal", in: joint), golden.ordinalAlpha)
      check(try statistic(.fleissKappa, in: joint), golden.fleiss.value, error: golden.fleiss.error)
      check(try statistic(.gwetAC1, in: joint), golden.ac1.value, error: golden.ac1.error)
      check(
        try statistic(.gwetAC2, "linear", in: joint), golden.ac2Linear.value, error: golden.ac2Linear.error)
      check(
        try statistic(.gwetAC2, "quadratic", in: joint), golden.ac2Quadratic.value,
        error: golden.ac2Quadratic.error)
      for (category, alpha) in zip(found.categories, golden.alphaOfEach) {
        check(try statistic(.alpha, "nominal", in: category.statistics), alpha)
      }
      #expect(found.pairs.count == golden.pairs.count)
      for (pair, golden) in zip(found.pairs, golden.pairs) {
        #expect(pair.units == golden.units)
        check(try statistic(.percentAgreement, in: pair.statistics), golden.agreement)
        check(try statistic(.kappa, in: pair.statistics), golden.kappa, error: golden.kappaError)
        check(try statistic(.kappa, "linear", in: pair.statistics), golden.linear)
        check(try statistic(.kappa, "quadratic", in: pair.statistics), golden.quadratic)
      }
      let mean = golden.pairs.reduce(0) { $0 + $1.agreement } / Double(golden.pairs.count)
      check(try statistic(.percentAgreement, in: joint), mean)
    }
  }

  /// Coders in lines, units in columns, categories from 1, `*` missing, as published.
  private func codes(_ lines: String...) -> [[Int32]] {
    lines.map { $0.split(separator: " ").map { Int32($0).map { $0 - 1 } ?? -1 } }
  }

  /// Gwet (2014), Krippendorff's table of four coders and twelve units.
  private var published: [[Int32]] {
    codes(
      "1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *",
      "1 2 3 3 2 4 4 1 2 5 1 *")
  }

  @Test func publishedCoefficients() throws {
    let found = try Agreement(
      categories: ["1", "2", "3", "4", "5"], codings: published, distance: .ordinal, bootstrap: Self.quick)
    let joint = found.statistics
    #expect(near(try statistic(.gwetAC1, in: joint).value.value, 0.77544, 5e-6))
    #expect(near(try statistic(.gwetAC1, in: joint).standardError?.value, 0.14295, 5e-6))
    #expect(near(try statistic(.fleissKappa, in: joint).value.value, 0.76117, 5e-6))
    #expect(near(try statistic(.fleissKappa, in: joint).standardError?.value, 0.15302, 5e-6))
    #expect(near(try statistic(.gwetAC2, "linear", in: joint).value.value, 0.858739, 5e-7))
    #expect(near(try statistic(.gwetAC2, "quadratic", in: joint).value.value, 0.914001, 5e-7))
    #expect(near(try statistic(.alpha, "ordinal", in: joint).value.value, 0.815, 5e-4))
    #expect(found.units == 12)
    #expect(found.pairableUnits == 11)
  }

  @Test func correlationsEqualTheReference() throws {
    let fixture = try Fixture<Golden>.named("agreement")
    for golden in fixture.cases[0].numbers {
      let found = IntraclassCorrelation(golden.table)
      #expect(near(found.coefficient.value, golden.icc, fixture.tolerance))
      #expect(near(found.interval.value?.lower, golden.lower, 1e-8))
      #expect(near(found.interval.value?.upper, golden.upper, 1e-8))
    }
    // Shrout and Fleiss (1979).
    #expect(near(IntraclassCorrelation(fixture.cases[0].numbers[0].table).coefficient.value, 0.28976, 5e-6))
  }

  @Test func testsEqualTheReference() throws {
    let fixture = try Fixture<Golden>.named("agreement")
    for golden in fixture.cases[0].tests {
      let test = McNemar(firstOnly: golden.first, secondOnly: golden.second)
      #expect(near(test.pValue.value, golden.p, 1e-9), "\(golden)")
      #expect(test.pValue == McNemar(firstOnly: golden.second, secondOnly: golden.first).pValue)
    }
    #expect(near(McNemar(firstOnly: 5, secondOnly: 15).pValue.value, 0.041389, 5e-7))
    #expect(McNemar(firstOnly: 0, secondOnly: 0).pValue == .undefined(.noDiscordantPairs))
  }

  private func randomCodes(seed: UInt64, coders: Int = 3, categories: Int = 4) -> [[Int32]] {
    var chance = SplitMix64(seed: seed)
    let truth = (0..<50).map { _ in chance.next(below: categories) }
    return (0..<coders).map { _ in
      truth.map { truth in
        switch chance.next(below: 6) {
        case 0: -1
        case 1: Int32(chance.next(below: categories))
        default: Int32(truth)
        }
      }
    }
  }

  private func expect(_ found: [Statistic], equal expected: [Statistic], intervals: Bool = true) {
    #expect(found.map(\.label) == expected.map(\.label))
    for (found, expected) in zip(found, expected) {
      #expect(near(found.value.value, expected.value.value, 1e-12), "\(found.label)")
      #expect(near(found.standardError?.value, expected.standardError?.value, 1e-12), "\(found.label)")
      if intervals {
        #expect(near(found.interval?.value?.lower, expected.interval?.value?.lower, 1e-12), "\(found.label)")
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>, KrippendorffAlpha.Distance.allCases)
  func neitherTheOrderOfCodersNorThatOfUnitsMatters(seed: UInt64, distance: KrippendorffAlpha.Distance) throws
  {
    guard distance != .masi else { return }
    let codes = randomCodes(seed: seed)
    let labels = ["a", "b", "c", "d"]
    let found = try Agreement(categories: labels, codings: codes, distance: distance, bootstrap: Self.quick)
    let exchanged = try Agreement(
      categories: labels, codings: codes.reversed(), distance: distance, bootstrap: Self.quick)
    expect(exchanged.statistics, equal: found.statistics, intervals: false)
    var chance = SplitMix64(seed: seed + 50)
    var order = Array(codes[0].indices)
    for last in order.indices.reversed() { order.swapAt(last, chance.next(below: last + 1)) }
    let shuffled = try Agreement(
      categories: labels, codings: codes.map { row in order.map { row[$0] } }, distance: distance,
      bootstrap: Self.quick)
    expect(shuffled.statistics, equal: found.statistics)
    for (pair, other) in zip(shuffled.pairs, found.pairs) { expect(pair.statistics, equal: other.statistics) }
  }

  /// The alpha that is resampled is that of the units themselves.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func resampledAlphaIsKrippendorffs(seed: UInt64) throws {
    let codes = randomCodes(seed: seed)
    let units = codes[0].indices.map { unit in codes.map { $0[unit] < 0 ? nil : Double($0[unit]) } }
    for (distance, whole) in [
      (KrippendorffAlpha.Distance.nominal, KrippendorffAlpha(nominal: units)),
      (.ordinal, KrippendorffAlpha(ordinal: units)), (.interval, KrippendorffAlpha(interval: units)),
      (.ratio, KrippendorffAlpha(ratio: units)),
    ] {
      let found = try Agreement(
        categories: ["a", "b", "c", "d"], codings: codes, distance: distance, bootstrap: Self.quick)
      #expect(near(found.statistics[.alpha]?.value.value, whole.alpha.value, 1e-12))
      let numbers = try Agreement(
        numbers: codes.map { row in row.map { $0 < 0 ? nil : Double($0) } }, distance: distance,
        bootstrap: Self.quick)
      #expect(near(numbers.statistics[.alpha]?.value.value, whole.alpha.value, 1e-12))
    }
  }

  @Test func renamingCategoriesChangesNothingNominal() throws {
    let codes = randomCodes(seed: 9)
    let turned: [Int32] = [2, 0, 3, 1]
    let found = try Agreement(
      categories: ["a", "b", "c", "d"], codings: codes, distance: .nominal, bootstrap: Self.quick)
    let other = try Agreement(
      categories: ["a", "b", "c", "d"], codings: codes.map { $0.map { $0 < 0 ? $0 : turned[Int($0)] } },
      distance: .nominal, bootstrap: Self.quick)
    expect(other.statistics, equal: found.statistics, intervals: false)
  }

  @Test func perfectAgreementIsOneAndConstantAnswersAreUndefined() throws {
    let perfect = try Agreement(
      categories: ["a", "b"], codings: [[0, 1, 0, 1], [0, 1, 0, 1]], distance: .nominal, bootstrap: Self.quick
    )
    for statistic in perfect.statistics { #expect(statistic.value == .defined(1), "\(statistic.label)") }
    let constant = try Agreement(
      categories: ["a", "b"], codings: [[0, 0, 0], [0, 0, 0]], distance: .nominal, bootstrap: Self.quick)
    #expect(constant.statistics[.alpha]?.value == .undefined(.noVariation))
    #expect(constant.statistics[.fleissKappa]?.value == .undefined(.noVariation))
    #expect(constant.statistics[.gwetAC1]?.value == .defined(1))
    #expect(constant.pairs[0].statistics[.kappa]?.value == .undefined(.bothConstant))
    #expect(constant.categories[1].statistics[0].value == .undefined(.neverUsed))
  }

  @Test func nothingInCommonSaysWhy() throws {
    let apart = try Agreement(
      categories: ["a", "b"], codings: [[0, -1], [-1, 1]], distance: .nominal, bootstrap: Self.quick)
    for statistic in apart.statistics {
      #expect(statistic.value == .undefined(.noPairs), "\(statistic.label)")
    }
    #expect(apart.units == 2)
    #expect(apart.pairableUnits == 0)
    let one = try Agreement(
      categories: ["a"], codings: [[0, 0], [0, 0]], distance: .nominal, bootstrap: Self.quick)
    #expect(one.statistics[.gwetAC1]?.value == .undefined(.oneCategory))
    let none = try Agreement(categories: ["a"], codings: [], distance: .nominal, bootstrap: Self.quick)
    #expect(none.pairs.isEmpty && none.units == 0)
    #expect(IntraclassCorrelation([]).coefficient == .undefined(.noCompleteUnits))
    #expect(IntraclassCorrelation([[1, 2]]).coefficient == .undefined(.tooFewUnits))
    #expect(IntraclassCorrelation([[1, 1], [1, 1]]).coefficient == .undefined(.noVariation))
  }

  @Test func badInputIsRefused() {
    #expect(throws: ReliabilityError.noSuchCategory(unit: 1, index: 2, categories: 2)) {
      try Agreement(categories: ["a", "b"], codings: [[0, 2]], distance: .nominal)
    }
    #expect(throws: ReliabilityError.self) {
      try Agreement(categories: ["a"], codings: [[0], [0, 0]], distance: .nominal)
    }
    #expect(throws: ReliabilityError.notFinite(unit: 0)) {
      try Agreement(numbers: [[.nan], [1]], distance: .interval)
    }
    #expect(throws: ReliabilityError.self) {
      try Agreement(categories: ["a"], codings: [[0]], distance: .nominal, groups: [])
    }
  }

  /// Sets in full agreement but for one, by hand: MASI of {x} and {x, y} is 1 - 1/2 x 2/3, Jaccard's distance 1/2.
  @Test func tags() throws {
    let sets: [[Set<String>?]] = [
      [["x"], ["y"], [], ["x", "y"], nil], [["x", "y"], ["y"], [], ["x", "y"], ["x"]],
    ]
    let found = try Agreement(tags: ["x", "y"], codings: sets, bootstrap: Self.quick)
    let units = zip(sets[0], sets[1]).map { [$0, $1] }
    #expect(near(found.statistics[.alpha]?.value.value, KrippendorffAlpha(tags: units).alpha.value, 1e-12))
    #expect(found.statistics[.exactMatch]?.value == .defined(0.75))
    #expect(found.categories.map(\.codings) == [5, 5])
    // y: both gave it twice; in one unit one of two did.
    #expect(near(found.categories[1].statistics[.specificAgreement]?.value.value, 4.0 / 5, 1e-12))
    let jaccard = try statistic(.alpha, "Jaccard", in: found.statistics)
    #expect((jaccard.value.value ?? 0) < 1)
    // Swapping the coders changes nothing.
    let swapped = try Agreement(tags: ["x", "y"], codings: sets.reversed(), bootstrap: Self.quick)
    expect(swapped.statistics, equal: found.statistics, intervals: false)
  }

  @Test func specificAgreementOfTwoCodersIsF1() throws {
    let codes = randomCodes(seed: 4, coders: 2)
    let labels = ["a", "b", "c", "d"]
    let found = try Agreement(categories: labels, codings: codes, distance: .nominal, bootstrap: Self.quick)
    let names = codes.map { $0.map { $0 < 0 ? nil : labels[Int($0)] } }
    let both = names[0].indices.filter { names[0][$0] != nil && names[1][$0] != nil }
    let table = try ConfusionMatrix(
      gold: both.map { names[0][$0] }, predicted: both.map { names[1][$0] }, categories: labels)
    for (category, validity) in zip(found.categories, table.perCategory) {
      #expect(near(category.statistics[.specificAgreement]?.value.value, validity.f1.value, 1e-12))
    }
  }

  /// Units of one group that are all alike vary less than their number says: the interval over groups is wider.
  @Test func groupsWidenIntervals() throws {
    var chance = SplitMix64(seed: 2)
    let first = (0..<20).flatMap { _ in [Int32](repeating: Int32(chance.next(below: 2)), count: 10) }
    var second = first
    for group in [3, 11, 17] {
      for unit in 0..<10 { second[10 * group + unit] = 1 - first[10 * group + unit] }
    }
    let groups = (0..<200).map { "g\($0 / 10)" }
    func width(_ groups: [String]?) throws -> Double {
      let found = try Agreement(
        categories: ["a", "b"], codings: [first, second], distance: .nominal, groups: groups,
        bootstrap: Bootstrap(draws: 400, seed: 1))
      let interval = try #require(found.statistics[.alpha]?.interval?.value)
      return interval.upper - interval.lower
    }
    #expect(try width(groups) > 2 * width(nil))
  }

  @Test func manyCodersHaveNoIntervalsOfPairs() throws {
    let codes = randomCodes(seed: 5, coders: Agreement.coderLimitOfPairIntervals + 1)
    let found = try Agreement(
      categories: ["a", "b", "c", "d"], codings: codes, distance: .nominal, bootstrap: Self.quick)
    #expect(found.pairs.allSatisfy { $0.statistics.allSatisfy { $0.interval == nil } })
    #expect(found.statistics.allSatisfy { $0.interval?.value != nil })
  }
}
