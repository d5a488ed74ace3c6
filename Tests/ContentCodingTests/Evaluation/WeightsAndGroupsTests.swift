import Reliability
import Testing

@testable import ContentCoding

struct WeightsAndGroupsTests {
  private let variable = Variable.categories(["a", "b"])

  /// A corpus of 900 posts of stratum one, where the coder is right 90 times in 100, and 100 of stratum two, where it is
  /// right 50 times in 100; 10 posts of each were drawn.
  private func sampled() -> (gold: VariableCodings, coder: VariableCodings, frame: EvaluationFrame) {
    let right =
      Array(repeating: true, count: 9) + [false] + Array(repeating: true, count: 5)
      + Array(repeating: false, count: 5)
    let gold = (0..<20).map { Answer.category($0.isMultiple(of: 2) ? "a" : "b") }
    let answers = zip(gold, right).map { $1 ? $0 : Answer.category($0.value?.text == "a" ? "b" : "a") }
    var frame = EvaluationFrame.quick
    frame.weights = Dictionary(
      uniqueKeysWithValues: (0..<20).map { (VariableCodings.post($0), $0 < 10 ? 900.0 / 10 : 100.0 / 10) })
    return (VariableCodings("gold", gold), VariableCodings("m", answers), frame)
  }

  @Test func weightsGiveTheFigureOfTheCorpus() throws {
    let (gold, coder, frame) = sampled()
    let plain = try #require(try Comparison(gold, coder, variable: variable, frame: .quick).choice)
    #expect(near(plain.accuracy.value, 0.7))
    let weighted = try #require(try Comparison(gold, coder, variable: variable, frame: frame).choice)
    #expect(near(weighted.accuracy.value, (900 * 0.9 + 100 * 0.5) / 1000))
    let interval = try #require(weighted.accuracyInterval.value)
    #expect(interval.contains(try #require(weighted.accuracy.value)))
    #expect(near(weighted.categories.map(\.support).reduce(0, +), 1000))
    #expect(weighted.confusion.isWeighted)
    #expect(weighted.confusion.observations == 20)
    #expect(weighted.macroF1.interval.value != nil)
  }

  @Test func abstentionsAreWeightedToo() throws {
    let (gold, coder, frame) = sampled()
    var answers = (0..<20).map { coder.answer(at: $0) }
    answers[0] = .unsure
    let figures = try #require(
      try Comparison(gold, VariableCodings("m", answers), variable: variable, frame: frame).choice)
    #expect(near(figures.accuracy.value, (860.0 - 90) / 910))
    #expect(near(figures.accuracyWithAbstentionsWrong.value, (860.0 - 90) / 1000))
  }

  @Test func aPostWithoutAWeightCountsNothing() throws {
    let gold = VariableCodings("gold", [.category("a"), .category("b")])
    let coder = VariableCodings("m", [.category("a"), .category("a")])
    var frame = EvaluationFrame.quick
    frame.weights = ["p0000": 3]
    #expect(try Comparison(gold, coder, variable: variable, frame: frame).choice?.accuracy == .defined(1))
  }

  @Test(arguments: [-1, .nan, .infinity])
  func aWeightThatIsNoneIsAnError(weight: Double) throws {
    let gold = VariableCodings("gold", [.category("a")])
    var frame = EvaluationFrame.quick
    frame.weights = ["p0000": weight]
    #expect(throws: ReliabilityError.self) {
      try Comparison(gold, gold, variable: variable, frame: frame)
    }
  }

  /// Ten accounts of ten posts, each wholly right or wholly wrong: 100 posts say no more than 10 would.
  @Test func postsOfOneGroupAreResampledTogether() throws {
    let gold = VariableCodings("gold", (0..<100).map { .category($0.isMultiple(of: 2) ? "a" : "b") })
    let coder = VariableCodings(
      "m",
      (0..<100).map { position in
        .category(position.isMultiple(of: 2) == (position / 10 < 7) ? "a" : "b")
      })
    var frame = EvaluationFrame(bootstrap: Bootstrap(draws: 400))
    let single = try #require(try Comparison(gold, coder, variable: variable, frame: frame).choice)
    frame.groups = Dictionary(
      uniqueKeysWithValues: (0..<100).map { (VariableCodings.post($0), "account \($0 / 10)") })
    let grouped = try #require(try Comparison(gold, coder, variable: variable, frame: frame).choice)
    #expect(single.macroF1.estimate == grouped.macroF1.estimate)
    let narrow = try #require(single.macroF1.interval.value)
    let wide = try #require(grouped.macroF1.interval.value)
    #expect(wide.upper - wide.lower > 2 * (narrow.upper - narrow.lower))
  }

  @Test func postsOfOneGroupOnlyCannotBeResampled() throws {
    let gold = VariableCodings("gold", [.category("a"), .category("b")])
    var frame = EvaluationFrame.quick
    frame.groups = ["p0000": "anna", "p0001": "anna"]
    let figures = try #require(try Comparison(gold, gold, variable: variable, frame: frame).choice)
    #expect(figures.macroF1.interval == .undefined(.tooFewUnits))
    frame.groups = ["p0000": "anna"]
    let apart = try #require(try Comparison(gold, gold, variable: variable, frame: frame).choice)
    #expect(apart.macroF1.interval.value != nil, "a post without a group is a group of its own")
  }

  @Test func theSameSeedGivesTheSameIntervals() throws {
    let (gold, coder, frame) = sampled()
    let first = try Comparison(gold, coder, variable: variable, frame: frame).choice
    let second = try Comparison(gold, coder, variable: variable, frame: frame).choice
    #expect(first?.macroF1 == second?.macroF1)
    #expect(first?.kappa == second?.kappa)
  }
}
