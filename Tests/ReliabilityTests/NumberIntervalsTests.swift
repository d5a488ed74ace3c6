import Testing

@testable import Reliability

@Suite struct NumberIntervalsTests {
  private func example(_ count: Int) -> (gold: [Double], predicted: [Double], groups: [String]) {
    var generator = SplitMix64(seed: 9)
    var numbers: [(Double, Double)] = []
    for _ in 0..<count {
      let gold = Double(generator.next(below: 20))
      numbers.append((gold, gold / 2 + Double(generator.next(below: 9))))
    }
    return (numbers.map(\.0), numbers.map(\.1), (0..<count).map { "account \($0 / 3)" })
  }

  /// The same draws, each written out unit by unit and handed to `NumberValidity`, which SciPy and scikit-learn vouch for.
  @Test(arguments: [false, true])
  func drawsEqualTheStatisticsOfDrawnUnits(grouped: Bool) throws {
    let (gold, predicted, names) = example(40)
    let groups = grouped ? names : nil
    let bootstrap = Bootstrap(draws: 200, seed: 5)
    let found = try bootstrap.intervals(gold: gold, predicted: predicted, groups: groups)
    func plain(_ statistic: @Sendable (NumberValidity) -> Estimate<Double>) throws -> BootstrapEstimate {
      try bootstrap.estimate(units: gold.count, groups: groups) { units in
        guard
          let validity = try? NumberValidity(
            gold: units.map { gold[$0] }, predicted: units.map { predicted[$0] })
        else { return .undefined(.noObservations) }
        return statistic(validity)
      }
    }
    for (one, other) in [
      (found.meanAbsoluteError, try plain(\.meanAbsoluteError)), (found.rSquared, try plain(\.rSquared)),
      (found.spearman, try plain(\.spearman)),
    ] {
      let (interval, expected) = (try #require(one.interval.value), try #require(other.interval.value))
      #expect(abs(interval.lower - expected.lower) < 1e-12 && abs(interval.upper - expected.upper) < 1e-12)
      let (value, wanted) = (try #require(one.estimate.value), try #require(other.estimate.value))
      #expect(abs(value - wanted) < 1e-12)
      #expect(interval.lower < interval.upper)
    }
  }

  @Test func aReductionIsTheDifferenceOfErrors() throws {
    let bootstrap = Bootstrap(draws: 300)
    let gold: [Double] = [1, 2, 3, 4, 5, 6]
    let better = gold.map { $0 + 0.5 }
    let worse = gold.map { $0 + 2 }
    let found = try bootstrap.errorReduction(gold: gold, predicted: better, baseline: worse)
    #expect(found.estimate.value == 1.5)
    let interval = try #require(found.interval.value)
    #expect(abs(interval.lower - 1.5) < 1e-12 && abs(interval.upper - 1.5) < 1e-12)
    let none = try bootstrap.errorReduction(gold: gold, predicted: better, baseline: better)
    #expect(none.estimate.value == 0)
  }

  @Test func nothingToCompareIsUndefined() throws {
    let bootstrap = Bootstrap(draws: 50)
    let none = try bootstrap.intervals(gold: [], predicted: [])
    #expect(none.meanAbsoluteError.estimate.reason == .noObservations)
    #expect(none.spearman.estimate.reason == .noObservations)
    let constant = try bootstrap.intervals(gold: [3, 3, 3], predicted: [1, 2, 3])
    #expect(constant.rSquared.estimate.reason == .constantGold)
    #expect(constant.spearman.estimate.reason == .constantValues)
    #expect(constant.meanAbsoluteError.estimate.value == 1)
    #expect(throws: ReliabilityError.self) { try bootstrap.intervals(gold: [1], predicted: []) }
    #expect(throws: ReliabilityError.self) { try bootstrap.intervals(gold: [.nan], predicted: [1]) }
    #expect(throws: ReliabilityError.self) {
      try bootstrap.errorReduction(gold: [1], predicted: [1], baseline: [1], groups: [])
    }
  }

  @Test func theMeanOfTheAccountsOtherPosts() {
    let gold: [Double] = [10, 20, 30, 4, 8]
    let accounts = ["a", "a", "a", "b", nil]
    // The mean of all others for the post alone in its account and the one without: 68 / 4 and 64 / 4.
    #expect(NumberBaseline.accountMeans(gold: gold, accounts: accounts) == [25, 20, 15, 17, 16])
    #expect(NumberBaseline.accountMeans(gold: gold, accounts: ["a", "b", "c"]) == nil)
    #expect(NumberBaseline.accountMeans(gold: [], accounts: []) == nil)
  }

  private func flags(_ gold: [Double], _ predicted: [Double]) throws -> [ValidityFlag] {
    let median = [Double](repeating: gold.sorted()[gold.count / 2], count: gold.count)
    return ValidityFlag.flags(
      gold: gold, predicted: predicted,
      error: try NumberValidity(gold: gold, predicted: predicted).meanAbsoluteError,
      baselines: [
        (
          .median, try NumberValidity(gold: gold, predicted: median).meanAbsoluteError,
          try Bootstrap().errorReduction(gold: gold, predicted: predicted, baseline: median)
        )
      ])
  }

  @Test func flagsOfNumbers() throws {
    let gold = (0..<41).map(Double.init)
    #expect(try flags(gold, gold.map { $0 + 1 }) == [])
    // Always 21: no better than the median, which is 20, and constant.
    let constant = try flags(gold, gold.map { _ in 21 })
    #expect(constant.count == 2 && constant.contains(.narrowAnswers(spread: 0, goldSpread: 20)))
    #expect(constant.contains { if case .notBelowBaseline(_, _, .median) = $0 { true } else { false } })
    // A little better than the median on one post in forty: not to be told from it.
    var lucky = gold.map { _ in 20.0 }
    lucky[40] = 21
    let doubtful = try flags(gold, lucky)
    #expect(doubtful.contains { if case .notToldFromBaseline = $0 { true } else { false } })
    #expect(try flags([5, 5, 5], [1, 2, 3]) == [])
    for flag in constant + doubtful { #expect(flag.description.hasSuffix(".")) }
    let beaten = ValidityFlag.numbersBeatenByMedian([
      (.defined(5), .defined(4)), (.defined(4.5), .defined(4)), (.undefined(.noObservations), .defined(1)),
    ])
    #expect(beaten == [.noCoderBelowMedian(least: 4.5, baselineError: 4)])
    #expect(ValidityFlag.numbersBeatenByMedian([(.defined(5), .defined(4))]) == [])
    #expect(
      ValidityFlag.numbersBeatenByMedian([(.defined(5), .defined(4)), (.defined(3), .defined(4))]) == [])
  }
}
