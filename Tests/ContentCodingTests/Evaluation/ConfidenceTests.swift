import ContentCoding
import Testing

/// Calibration and the Brier score, which exist only where a coder says how sure it is.
struct ConfidenceTests {
  private let variable = Variable.categories(["a", "b"])

  private func figures(_ gold: [String], _ answers: [Answer?]) throws -> ChoiceFigures {
    let comparison = try Comparison(
      VariableCodings("gold", gold.map { .category($0) }), VariableCodings("m", answers), variable: variable,
      frame: .quick)
    return try #require(comparison.choice)
  }

  private func sure(_ category: String, _ confidence: Double) -> Answer {
    .coded(.category(category), confidence: confidence)
  }

  private func scored(_ category: String, _ scores: [String: Double]) -> Answer {
    .coded(.category(category), scores: scores)
  }

  @Test func calibrationIsOverTheComparedPostsWithAConfidence() throws {
    let figures = try figures(
      ["a", "a", "b", "b", "a"],
      [sure("a", 0.9), sure("b", 0.9), sure("b", 0.6), .category("b"), .unsure])
    let calibration = try #require(figures.calibration)
    #expect(calibration.observations == 3)
    // (0.9, 0.9) half right in one bin, 0.6 right in another: (2 |0.5 - 0.9| + |1 - 0.6|) / 3.
    #expect(near(calibration.expectedCalibrationError.value, 1.2 / 3))
    #expect(figures.brierScore == nil)
  }

  @Test func aCoderWithoutConfidenceHasNoCalibration() throws {
    #expect(try figures(["a"], [.category("a")]).calibration == nil)
  }

  @Test func confidencesOutsideTheUnitIntervalAreCutToIt() throws {
    let calibration = try #require(
      try figures(["a", "a", "a"], [sure("a", 1.5), sure("b", -3), sure("a", .nan)]).calibration)
    #expect(calibration.bins.first?.count == 2)
    #expect(calibration.bins.last?.count == 1)
  }

  @Test func brierScoreOfProbabilities() throws {
    let figures = try figures(
      ["a", "b", "a"],
      [scored("a", ["a": 0.8, "b": 0.2]), scored("a", ["a": 0.7, "b": 0.3]), .category("a")])
    // (0.04 + 0.04 + 0.49 + 0.49) / 2.
    #expect(near(figures.brierScore?.value, 0.53))
    #expect(figures.calibration == nil)
  }

  @Test func aScoreLeftOutCountsAsZero() throws {
    #expect(near(try figures(["a"], [scored("a", ["a": 1])]).brierScore?.value, 0))
    #expect(near(try figures(["b"], [scored("a", ["a": 1])]).brierScore?.value, 2))
  }

  @Test(arguments: [
    ["a": 0.8, "b": 0.7], ["a": 0.8], ["a": 1.2, "b": -0.2], ["a": .nan, "b": 1],
    ["a": 0.5, "b": 0.2, "gone": 0.3],
  ])
  func scoresThatAreNoProbabilitiesHaveNoBrierScore(scores: [String: Double]) throws {
    let answers = [scored("a", ["a": 0.6, "b": 0.4]), scored("a", scores)]
    #expect(try figures(["a", "a"], answers).brierScore == nil)
  }
}
