import Testing

@testable import Learning

@Suite struct InnerFoldsTests {
  @Test func stratifiedFoldsHoldEachRowOnceAndEachClassEvenly() {
    let classes = (0..<57).map { $0 % 10 == 0 ? 1 : 0 }
    let folds = InnerFolds(stratifying: .classes(classes, count: 3), seed: 4)
    #expect(folds.parts.count == 5)
    #expect(folds.parts.flatMap(\.held).sorted() == Array(0..<57))
    for part in folds.parts {
      #expect((1...2).contains(part.held.filter { classes[$0] == 1 }.count))
      #expect(Set(part.held).isDisjoint(with: part.training) && part.held.count + part.training.count == 57)
    }
  }

  @Test func aSmallClassMakesFewerFoldsAndOneRowNone() {
    #expect(InnerFolds(stratifying: .classes([0, 0, 0, 1, 1, 1, 0], count: 2), seed: 1).parts.count == 3)
    #expect(InnerFolds(stratifying: .classes([0, 0, 0, 1], count: 2), seed: 1).parts.count == 2)
    #expect(InnerFolds(stratifying: .classes([0], count: 1), seed: 1).parts.isEmpty)
    #expect(InnerFolds(assignment: [4, 4, 4]).parts.isEmpty)
  }

  @Test func givenFoldsAreKeptTogether() {
    let folds = InnerFolds(assignment: [7, 2, 7, 9])
    #expect(folds.parts.map(\.held) == [[1], [0, 2], [3]])
  }
}
