import ContentCoding
import Reliability
import Testing

/// Figures worked out by hand: gold aaaabbbccc, the coder aaabbbcc and then no answer twice.
struct ChoiceFiguresTests {
  private let gold = VariableCodings("gold", "aaaabbbccc".map { .category(String($0)) }, kind: .person)
  private let coder = VariableCodings(
    "m", "aaabbbcc".map { .category(String($0)) } + [.unsure, .broken], kind: .model)

  private func comparison(level: MeasurementLevel = .nominal) throws -> Comparison {
    try Comparison(
      gold, coder, variable: .categories(["a", "b", "c", "d"], level: level), frame: .quick)
  }

  @Test func accuracyAndItsInterval() throws {
    let figures = try #require(try comparison().choice)
    #expect(figures.accuracy == .defined(0.75))
    #expect(figures.accuracyWithAbstentionsWrong == .defined(0.6))
    let interval = try #require(figures.accuracyInterval.value)
    // Wilson, z = 1.959963984540: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    #expect(near(interval.lower, 0.409275430310, within: 1e-9))
    #expect(near(interval.upper, 0.928520787248, within: 1e-9))
  }

  @Test func meansOverCategories() throws {
    let figures = try #require(try comparison().choice)
    #expect(near(figures.balancedAccuracy.estimate.value, 29.0 / 36))
    #expect(near(figures.macroF1.estimate.value, 46.0 / 63))
    #expect(near(figures.weightedF1.estimate.value, 16.0 / 21))
    #expect(near(figures.kappa.estimate.value, 25.0 / 41))
    let interval = try #require(figures.kappa.interval.value)
    #expect(interval.contains(25.0 / 41))
    #expect(figures.kappa.draws == 50)
  }

  @Test func everyCategoryOfTheCodebookIsListed() throws {
    let categories = try #require(try comparison().choice).categories
    #expect(categories.map(\.category) == ["a", "b", "c", "d"])
    #expect(categories.map(\.support) == [4, 3, 1, 0])
    #expect(categories.map(\.predictions) == [3, 3, 2, 0])
    let expected: [[Double]] = [[1, 0.75, 6.0 / 7], [2.0 / 3, 2.0 / 3, 2.0 / 3], [0.5, 1, 2.0 / 3]]
    for (category, expected) in zip(categories, expected) {
      #expect(near(category.precision.value, expected[0]))
      #expect(near(category.recall.value, expected[1]))
      #expect(near(category.f1.value, expected[2]))
    }
    #expect(categories[3].precision == .undefined(.neverPredicted))
    #expect(categories[3].recall == .undefined(.noSupport))
    #expect(categories[3].f1 == .undefined(.neverUsed))
    #expect(!categories[3].hasSupport)
  }

  @Test func referenceInRowsCoderInColumns() throws {
    let confusion = try #require(try comparison().choice).confusion
    #expect(confusion.cells == [3, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    #expect(confusion.abstained == [0, 0, 2, 0])
    #expect(confusion.observations == 8)
    #expect(confusion.abstentions == 2)
  }

  @Test func theMajorityIsThatOfTheComparedPosts() throws {
    let majority = try #require(try comparison().choice).majority
    #expect(majority.category == "a")
    #expect(majority.share == .defined(0.5))
  }

  @Test func alphaFollowsTheLevelAndTheCodebooksOrder() throws {
    let nominal = try comparison().alpha
    #expect(nominal.distance == .nominal)
    #expect(nominal.pairableUnits == 8)
    #expect(near(nominal.alpha.value, 17.0 / 27))
    let ordinal = try comparison(level: .ordinal).alpha
    #expect(ordinal.distance == .ordinal)
    #expect(near(ordinal.alpha.value, 499.0 / 624))
    // With b last, the confusion of a with b is a confusion of the ends.
    let other = try Comparison(
      gold, coder, variable: .categories(["a", "c", "b"], level: .ordinal), frame: .quick
    ).alpha
    #expect((other.alpha.value ?? 1) < 499.0 / 624)
  }

  @Test func booleansAreChoicesToo() throws {
    let gold = VariableCodings("gold", [true, true, true, false].map { .flag($0) })
    let coder = VariableCodings("m", [true, true, false, false].map { .flag($0) })
    let comparison = try Comparison(
      gold, coder, variable: Variable(name: "v", type: .boolean), frame: .quick)
    let figures = try #require(comparison.choice)
    #expect(figures.categories.map(\.category) == ["true", "false"])
    #expect(figures.accuracy == .defined(0.75))
    #expect(near(figures.kappa.estimate.value, 0.5))
    #expect(near(figures.macroF1.estimate.value, (0.8 + 2.0 / 3) / 2))
    #expect(figures.majority.category == "true")
    #expect(comparison.type == .boolean)
  }

  @Test func twoConstantCodersHaveNoKappaAndNoAlpha() throws {
    let gold = VariableCodings("gold", [.category("a"), .category("a")])
    let comparison = try Comparison(gold, gold, variable: .categories(["a", "b"]), frame: .quick)
    let figures = try #require(comparison.choice)
    #expect(figures.accuracy == .defined(1))
    #expect(figures.kappa.estimate == .undefined(.bothConstant))
    #expect(figures.kappa.interval == .undefined(.bothConstant))
    #expect(comparison.alpha.alpha == .undefined(.noVariation))
  }

  @Test func onePostIsTooFewToResample() throws {
    let gold = VariableCodings("gold", [.category("a")])
    let coder = VariableCodings("m", [.category("b")])
    let figures = try #require(
      try Comparison(gold, coder, variable: .categories(["a", "b"]), frame: .quick).choice)
    #expect(figures.macroF1.estimate == .defined(0))
    #expect(figures.macroF1.interval == .undefined(.tooFewUnits))
  }
}
