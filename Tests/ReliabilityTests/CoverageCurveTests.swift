import Testing

@testable import Reliability

@Suite("Accuracy against coverage")
struct CoverageCurveTests {
  @Test func surestAnswersFirst() throws {
    let curve = try CoverageCurve(confidences: [0.5, 0.9, 0.7, 0.6], correct: [false, true, false, true])
    #expect(curve.points.map(\.confidence) == [0.9, 0.7, 0.6, 0.5])
    #expect(curve.points.map(\.coverage) == [0.25, 0.5, 0.75, 1])
    #expect(curve.points.map(\.accuracy) == [1, 0.5, 2.0 / 3, 0.5])
    #expect(near(curve.area.value, (1 + 0.5 + 2.0 / 3 + 0.5) / 4, 1e-12))
  }

  @Test func equalConfidencesAreAnsweredTogether() throws {
    let one = try CoverageCurve(confidences: [0.8, 0.8, 0.8], correct: [true, false, true])
    #expect(one.points.map(\.coverage) == [1])
    #expect(near(one.area.value, 2.0 / 3, 1e-12))
    let other = try CoverageCurve(confidences: [0.8, 0.8, 0.8], correct: [false, true, true])
    #expect(one == other)
  }

  @Test func nothingAndManyAnswers() throws {
    #expect(try CoverageCurve(confidences: [], correct: []).area == .undefined(.noObservations))
    #expect(throws: ReliabilityError.self) { try CoverageCurve(confidences: [0.5], correct: []) }
    let many = try CoverageCurve(
      confidences: (0..<5000).map { 1 - Double($0) / 5000 }, correct: (0..<5000).map { $0 < 2500 })
    #expect(many.points.count <= CoverageCurve.pointLimit + 2)
    #expect(many.points.last?.coverage == 1 && many.points.last?.accuracy == 0.5)
    #expect(zip(many.points, many.points.dropFirst()).allSatisfy { $0.coverage < $1.coverage })
  }
}
