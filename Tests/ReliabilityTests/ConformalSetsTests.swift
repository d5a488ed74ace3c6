import Testing

@testable import Reliability

@Suite("Conformal sets")
struct ConformalSetsTests {
  struct Case: Decodable {
    let probabilities: [[Double]]
    let gold: [Int]
    let level, coverage, meanSize, singles: Double
  }

  @Test func equalMAPIE() throws {
    let fixture = try Fixture<Case>.named("conformal")
    for golden in fixture.cases {
      let found = try ConformalSets(
        probabilities: golden.probabilities, gold: golden.gold, level: golden.level)
      #expect(near(found.coverage.value, golden.coverage, fixture.tolerance))
      #expect(near(found.meanSize.value, golden.meanSize, fixture.tolerance))
      #expect(near(found.singles.value, golden.singles, fixture.tolerance))
      #expect(found.observations == golden.gold.count)
    }
  }

  @Test func theRankIsThatOfTheLiterature() {
    let scores = (1...19).map { Double($0) / 100 }
    // (19 + 1) 0.9 = 18, exactly.
    #expect(ConformalSets.threshold(of: scores, level: 0.9) == 0.18)
    #expect(ConformalSets.threshold(of: scores, level: 0.91) == 0.19)
    #expect(ConformalSets.threshold(of: Array(scores.prefix(8)), level: 0.9) == nil)
    #expect(ConformalSets.threshold(of: [], level: 0.9) == nil)
  }

  @Test func fewUnitsGiveAllCategories() throws {
    let found = try ConformalSets(probabilities: [[0.9, 0.1], [0.2, 0.8]], gold: [1, 1])
    #expect(found.coverage == .defined(1) && found.meanSize == .defined(2) && found.singles == .defined(0))
    #expect(found.threshold == nil)
    let none = try ConformalSets(probabilities: [], gold: [])
    #expect(none.coverage == .undefined(.noObservations) && none.threshold == nil)
  }

  /// Over many studies the mean coverage is what was asked for, however wrong the probabilities are.
  @Test func coverageHoldsForProbabilitiesOfNoUse() throws {
    var chance = SplitMix64(seed: 3)
    var covered = 0.0
    for _ in 0..<200 {
      let rows = (0..<40).map { _ -> [Double] in
        let share = Double(chance.next(below: 1000)) / 1000
        return [share, 1 - share]
      }
      covered +=
        try ConformalSets(
          probabilities: rows, gold: rows.map { _ in Int(chance.next(below: 2)) }, level: 0.8
        ).coverage.value ?? 0
    }
    #expect(abs(covered / 200 - 0.8) < 0.03)
  }
}
