import ContentCoding
import Testing

struct ComparisonCountsTests {
  private let variable = Variable.categories(["a", "b"])

  @Test func everyPostOfTheReferenceIsCountedOnce() throws {
    let gold = VariableCodings(
      "gold", [.category("a"), .category("a"), .category("b"), .category("b"), .unsure, .broken, nil])
    let coder = VariableCodings(
      "m", [.category("a"), .unsure, .broken, nil, .category("a"), .category("a"), .category("a")])
    let counts = try Comparison(gold, coder, variable: variable, frame: .quick).counts
    #expect(counts.compared == 1)
    #expect(counts.reference == 4)
    #expect(counts.abstained == 2, "one that the coder declined, one that it never saw")
    #expect(counts.failed == 1)
    #expect(counts.retired == 0)
    #expect(counts.outOfFold == 0)
    #expect(counts.coverage == 0.25)
  }

  @Test func valuesThatTheCodebookNoLongerOffersAreCountedAndLeftOut() throws {
    let gold = VariableCodings(
      "gold", [.category("gone"), .category("a"), .category("b"), .category("gone")])
    let coder = VariableCodings("m", [.category("a"), .category("gone"), .category("b"), nil])
    let comparison = try Comparison(gold, coder, variable: variable, frame: .quick)
    #expect(comparison.counts.retired == 3)
    #expect(comparison.counts.reference == 1)
    #expect(comparison.counts.coverage == 1)
    #expect(comparison.choice?.accuracy == .defined(1))
    #expect(comparison.choice?.confusion.categories == ["a", "b"])
  }

  @Test func aValueOfAnotherTypeIsRetired() throws {
    let gold = VariableCodings("gold", [.flag(true), .category("a")])
    let comparison = try Comparison(gold, gold, variable: variable, frame: .quick)
    #expect(comparison.counts.retired == 1)
    #expect(comparison.counts.compared == 1)
  }

  @Test func outOfFoldIsCountedAmongTheComparedOnly() throws {
    let gold = VariableCodings("gold", [.category("a"), .category("b"), .category("b")])
    let coder = VariableCodings(
      coder: CoderIdentity(name: "probe", kind: .probe),
      codings: [
        Coding(postID: "p0000", variable: "v", answer: .category("a"), fold: 0),
        Coding(postID: "p0001", variable: "v", answer: .unsure, fold: 1),
        Coding(postID: "p0002", variable: "v", answer: .category("b")),
      ])
    let counts = try Comparison(gold, coder, variable: variable, frame: .quick).counts
    #expect(counts.compared == 2)
    #expect(counts.outOfFold == 1)
  }

  @Test func onlyThePostsOfTheFrameCount() throws {
    let gold = VariableCodings("gold", [.category("a"), .category("a"), .category("b"), .category("gone")])
    let coder = VariableCodings("m", [.category("b"), .category("a"), nil, .category("a")])
    var frame = EvaluationFrame.quick
    frame.posts = ["p0001", "p0002", "elsewhere"]
    let comparison = try Comparison(gold, coder, variable: variable, frame: frame)
    #expect(comparison.counts.reference == 2)
    #expect(comparison.counts.compared == 1)
    #expect(comparison.counts.retired == 0)
    #expect(comparison.choice?.accuracy == .defined(1))
  }

  @Test func ofSeveralCodingsOfOnePostTheLastCounts() throws {
    let twice = VariableCodings(
      coder: CoderIdentity(name: "m", kind: .model),
      codings: [
        Coding(postID: "p0000", variable: "v", answer: .category("b")),
        Coding(postID: "p0000", variable: "v", answer: .category("a")),
      ])
    let gold = VariableCodings("gold", [.category("a")])
    #expect(
      try Comparison(gold, twice, variable: variable, frame: .quick).choice?.accuracy == .defined(1))
  }

  @Test func nothingInCommonIsUndefinedThroughout() throws {
    let gold = VariableCodings("gold", [.category("a"), nil])
    let coder = VariableCodings("m", [nil, .category("a")])
    let comparison = try Comparison(gold, coder, variable: variable, frame: .quick)
    let figures = try #require(comparison.choice)
    #expect(comparison.counts.compared == 0)
    #expect(comparison.counts.coverage == 0)
    #expect(figures.accuracy == .undefined(.noObservations))
    #expect(figures.accuracyInterval == .undefined(.noObservations))
    #expect(figures.accuracyWithAbstentionsWrong == .defined(0))
    #expect(figures.balancedAccuracy.estimate == .undefined(.noObservations))
    #expect(figures.macroF1.estimate == .undefined(.noObservations))
    #expect(figures.weightedF1.estimate == .undefined(.noObservations))
    #expect(figures.kappa.estimate == .undefined(.noObservations))
    #expect(figures.majority.category == nil)
    #expect(figures.majority.share == .undefined(.noObservations))
    #expect(figures.calibration == nil)
    #expect(figures.brierScore == nil)
    #expect(comparison.alpha.alpha == .undefined(.noPairs))
    #expect(comparison.flags == [])
  }
}
