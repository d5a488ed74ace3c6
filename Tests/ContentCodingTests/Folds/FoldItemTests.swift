import ContentCoding
import Testing

struct FoldItemTests {
  @Test func strataAreTheValuesOfGoldByVariable() {
    let strata = FoldItem.strata(
      of: [
        "tags": .tags(["y", "x"]), "flag": .boolean(true), "genre": .category("meme"), "none": .tags([]),
      ],
      fifths: [:])
    #expect(strata.map(\.variable) == ["flag", "genre", "tags", "tags"])
    #expect(strata.map(\.label) == ["true", "meme", "x", "y"])
  }

  @Test(arguments: [(0.0, 0), (1, 0), (1.5, 1), (2, 1), (3, 2), (4, 3), (4.1, 4), (99, 4)])
  func numbersAreBalancedByFifths(number: Double, fifth: Int) {
    let strata = FoldItem.strata(of: ["n": .number(number)], fifths: ["n": [1, 2, 3, 4]])
    #expect(strata == [.init(variable: "n", label: "fifth \(fifth)")])
  }

  @Test func setsThatWereUnitedStayUnited() {
    var sets = DisjointSets(count: 5)
    #expect((0..<5).map { sets.representative(of: $0) } == [0, 1, 2, 3, 4])
    sets.unite(4, 3)
    sets.unite(1, 0)
    sets.unite(3, 1)
    sets.unite(3, 4)
    #expect((0..<5).map { sets.representative(of: $0) } == [0, 0, 2, 0, 0])
  }
}
