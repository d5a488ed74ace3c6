import ContentCoding
import Reliability
import Testing

struct NumberFiguresTests {
  private let gold = VariableCodings("gold", [1, 2, 4, 3].map { .number($0) })
  private let coder = VariableCodings("m", [.number(1), .number(2), .number(2), .broken])

  private func comparison(_ level: MeasurementLevel = .interval) throws -> Comparison {
    try Comparison(gold, coder, variable: Variable(name: "v", type: .number, level: level), frame: .quick)
  }

  @Test func errorsAndCorrelations() throws {
    let validity = try #require(try comparison().numbers).validity
    #expect(validity.observations == 3)
    #expect(validity.abstentions == 1)
    #expect(near(validity.meanAbsoluteError.value, 2.0 / 3))
    #expect(near(validity.rootMeanSquaredError.value, (4.0 / 3).squareRoot()))
    #expect(near(validity.rSquared.value, 1.0 / 7))
    #expect(near(validity.pearson.value, 12 / 252.0.squareRoot()))
    #expect(near(validity.spearman.value, 0.75.squareRoot()))
  }

  @Test func theBaselineIsTheMedianOfTheComparedPosts() throws {
    let baseline = try #require(try comparison().numbers).medianBaseline
    #expect(near(baseline.meanAbsoluteError.value, 1))
    #expect(near(baseline.rSquared.value, -1.0 / 14))
    #expect(baseline.pearson == .undefined(.constantValues))
  }

  @Test func alphaFollowsTheLevel() throws {
    let expected: [MeasurementLevel: Double] = [
      .interval: 4 / 9, .ratio: 262 / 387, .ordinal: 7 / 9, .nominal: 12 / 22,
    ]
    for (level, figure) in expected {
      let alpha = try comparison(level).alpha
      #expect(alpha.distance.rawValue == level.rawValue)
      #expect(near(alpha.alpha.value, figure))
    }
  }

  @Test func aConstantGoldHasNoRSquared() throws {
    let gold = VariableCodings("gold", [.number(2), .number(2)])
    let coder = VariableCodings("m", [.number(1), .number(3)])
    let comparison = try Comparison(
      gold, coder, variable: Variable(name: "v", type: .number), frame: .quick)
    let validity = try #require(comparison.numbers).validity
    #expect(validity.meanAbsoluteError == .defined(1))
    #expect(validity.rSquared == .undefined(.constantGold))
    #expect(validity.spearman == .undefined(.constantValues))
  }

  @Test func numbersOutsideTheRangeAreRetired() throws {
    let comparison = try Comparison(
      gold, coder, variable: Variable(name: "v", type: .number, range: 0...3), frame: .quick)
    #expect(comparison.counts.retired == 1)
    #expect(comparison.numbers?.validity.meanAbsoluteError == .defined(0))
  }

  @Test func nothingComparedIsUndefined() throws {
    let comparison = try Comparison(
      gold, VariableCodings("m", [nil, .unsure]), variable: Variable(name: "v", type: .number), frame: .quick)
    let figures = try #require(comparison.numbers)
    #expect(figures.validity.meanAbsoluteError == .undefined(.noObservations))
    #expect(figures.medianBaseline.meanAbsoluteError == .undefined(.noObservations))
  }

  @Test func theLargestNumbersDoNotOverflowTheMedian() throws {
    let huge = Double.greatestFiniteMagnitude
    let gold = VariableCodings("gold", [.number(huge), .number(huge)])
    let comparison = try Comparison(
      gold, gold, variable: Variable(name: "v", type: .number), frame: .quick)
    #expect(comparison.numbers?.medianBaseline.meanAbsoluteError == .defined(0))
  }
}
