import Reliability
import Testing

@Suite struct ValidityFlagTests {
  private let wide = Estimate.defined(Interval(lower: 0.4, upper: 0.6, level: 0.95))
  private let high = Estimate.defined(Interval(lower: 0.7, upper: 0.9, level: 0.95))

  @Test func aGoodCoderHasNoFlags() throws {
    let table = try ConfusionMatrix(counts: [[40, 10], [10, 40]], categories: ["a", "b"])
    #expect(ValidityFlag.flags(of: table, balancedAccuracyInterval: high).isEmpty)
  }

  @Test func theDegenerateCoderOfTheLiterature() throws {
    // 7 of 1,600 answers are the other class: not constant, and still worthless.
    let table = try ConfusionMatrix(counts: [[796, 4], [797, 3]], categories: ["animal", "landscape"])
    let flags = ValidityFlag.flags(of: table, balancedAccuracyInterval: wide)
    #expect(flags.count == 4)
    #expect(flags.contains(.blind(category: "landscape", recall: 3.0 / 800, goldShare: 0.5)))
    #expect(
      flags.contains(.nearlyConstant(category: "animal", share: 1593.0 / 1600, goldShare: 0.5)))
    #expect(
      flags.contains(
        .notAboveMajority(accuracy: 799.0 / 1600, majorityShare: 0.5, category: "animal")))
    #expect(flags.allSatisfy { $0.description.hasSuffix(".") })
  }

  @Test func aRareClassMayDominateTheAnswers() throws {
    let table = try ConfusionMatrix(counts: [[96, 0], [1, 3]], categories: ["a", "b"])
    #expect(ValidityFlag.flags(of: table, balancedAccuracyInterval: high).isEmpty)
    let missed = try ConfusionMatrix(counts: [[96, 0], [4, 0]], categories: ["a", "b"])
    let flags = ValidityFlag.flags(of: missed, balancedAccuracyInterval: .undefined(.tooFewUnits))
    #expect(flags.contains(.neverPredicted(category: "b", support: 4)))
    #expect(!flags.contains { if case .blind = $0 { true } else { false } })
    #expect(flags.contains { if case .nearlyConstant = $0 { true } else { false } })
  }

  @Test func categoriesThatNobodyFinds() throws {
    let first = try ConfusionMatrix(
      counts: [[5, 0, 0], [5, 0, 0], [0, 0, 0]], categories: ["a", "b", "c"])
    let second = try ConfusionMatrix(
      counts: [[0, 5, 0], [1, 0, 4], [0, 0, 0]], categories: ["a", "b", "c"])
    #expect(
      ValidityFlag.categoriesFoundByNoCoder([first, second]) == [
        .foundByNoCoder(category: "b", support: 5)
      ])
    #expect(ValidityFlag.categoriesFoundByNoCoder([]).isEmpty)
  }
}
