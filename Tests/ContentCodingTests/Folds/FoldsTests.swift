import ContentCoding
import Testing

struct FoldsTests {
  private func items(_ counts: [String: Int]) -> [FoldItem] {
    counts.sorted { $0.key < $1.key }.flatMap { label, count in
      (0..<count).map { FoldItem(postID: "\(label)\($0)", strata: [.init(variable: "v", label: label)]) }
    }
  }

  @Test func foldsAreStratified() throws {
    let folds = try #require(Folds.made(for: items(["a": 20, "b": 10, "c": 5]), seed: 1))
    #expect(folds.count == 5)
    for (label, expected) in [("a", 4), ("b", 2), ("c", 1)] {
      for fold in 0..<5 {
        #expect(folds.assignment.count { $0.key.hasPrefix(label) && $0.value == fold } == expected)
      }
    }
  }

  @Test func smallestCategoryOfTwoOrMoreSetsTheNumberOfFolds() throws {
    #expect(Folds.made(for: items(["a": 20, "b": 3, "c": 1]), seed: 1)?.count == 3)
  }

  @Test func theWantedNumberIsTheMost() throws {
    #expect(Folds.made(for: items(["a": 20, "b": 10]), count: 3, seed: 1)?.count == 3)
    #expect(Folds.made(for: items(["a": 20, "b": 4]), count: 10, seed: 1)?.count == 4)
    #expect(Folds.made(for: items(["a": 20, "b": 10]), count: 10, seed: 1)?.count == 10)
    // Folds that are there stay.
    let three = try #require(Folds.made(for: items(["a": 20, "b": 10]), count: 3, seed: 1))
    #expect(
      Folds.made(for: items(["a": 20, "b": 10]), extending: three, count: 5, seed: 1)?.assignment
        == three.assignment)
  }

  @Test func aSinglePostCannotBeHeldOut() {
    #expect(Folds.made(for: items(["a": 1]), seed: 1) == nil)
    #expect(Folds.made(for: [], seed: 1) == nil)
  }

  @Test func orderOfPostsDoesNotMatter() {
    let items = items(["a": 9, "b": 8])
    #expect(Folds.made(for: items, seed: 3) == Folds.made(for: items.reversed(), seed: 3))
    #expect(Folds.made(for: items, seed: 3) != Folds.made(for: items, seed: 4))
  }

  @Test func foldsStayWhenGoldGrows() throws {
    let few = try #require(Folds.made(for: items(["a": 9, "b": 8]), seed: 1))
    let many = try #require(Folds.made(for: items(["a": 30, "b": 19]), extending: few, seed: 1))
    #expect(many.count == few.count)
    for (post, fold) in few.assignment { #expect(many[post] == fold) }
    #expect(many.assignment.count == 49)
    let sizes = (0..<many.count).map { fold in many.assignment.count { $0.value == fold } }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 2)
  }

  @Test func sharedKeysAndNearDuplicatesStayTogether() throws {
    var items = items(["a": 10, "b": 10])
    for index in [0, 7, 13] { items[index].groupKeys = ["author anna"] }
    items[2].hashes = [0b111111]
    items[15].hashes = [0xFFFF_FFFF_0000_0000, 0]
    items[18].hashes = [0xFFFF_FFFF_0000_0001]
    let folds = try #require(Folds.made(for: items, seed: 1))
    #expect(Set([0, 7, 13].map { folds[items[$0].postID] }).count == 1)
    #expect(Set([2, 15, 18].map { folds[items[$0].postID] }).count == 1)
  }

  @Test func sevenBitsApartAreNotNearDuplicates() throws {
    var items = items(["a": 2])
    items[0].hashes = [0b1111111]
    items[1].hashes = [0]
    let folds = try #require(Folds.made(for: items, seed: 1))
    #expect(folds[items[0].postID] != folds[items[1].postID])
  }

  @Test func aNewPostThatTiesTwoFoldsMovesTheSmallerGroup() throws {
    var items = items(["a": 8])
    items[0].groupKeys = ["x"]
    items[1].groupKeys = ["x"]
    let before = try #require(Folds.made(for: items, seed: 1))
    let lone = try #require(items.first { before[$0.postID] != before[items[0].postID] })
    let index = try #require(items.firstIndex(of: lone))
    items[index].groupKeys = ["y"]
    items.append(FoldItem(postID: "bridge", strata: [], groupKeys: ["x", "y"]))
    let after = try #require(Folds.made(for: items, extending: before, seed: 1))
    #expect(after[lone.postID] == before[items[0].postID])
    #expect(after["bridge"] == before[items[0].postID])
  }

  @Test func aShareIsHeldBackOfEveryLabelAndGroupsStayWhole() throws {
    var items = items(["a": 40, "b": 20, "c": 10])
    items[0].groupKeys = ["twins"]
    items[45].groupKeys = ["twins"]
    let held = try #require(Folds.holdingOut(0.2, of: items, seed: 1, purpose: "holdout"))
    #expect(held[items[0].postID] == held[items[45].postID])
    for (label, expected) in [("a", 8), ("b", 4), ("c", 2)] {
      #expect(abs(held.count { $0.key.hasPrefix(label) && $0.value } - expected) <= 1)
    }
    #expect(Folds.holdingOut(0.2, of: items, seed: 1, purpose: "other") != held)
    #expect(Folds.holdingOut(0.2, of: Array(items.prefix(1)), seed: 1, purpose: "holdout") == nil)
  }

  @Test func postsThatLeftGoldKeepTheirFold() throws {
    let before = try #require(Folds.made(for: items(["a": 6]), seed: 1))
    let after = try #require(Folds.made(for: items(["a": 4]), extending: before, seed: 1))
    #expect(after == before)
  }

  @Test func whatLooksLikeATestPostIsNotLearnedFrom() {
    var items = items(["a": 6])
    items[0].hashes = [0]
    items[1].hashes = [0b111]
    items[2].hashes = [0b111_111_111]
    items[3].groupKeys = ["post x"]
    items[4].groupKeys = ["post x"]
    #expect(Folds.notToLearn(from: items, holding: ["a0"]) == ["a0", "a1", "a2"])
    #expect(Folds.notToLearn(from: items, holding: ["a3", "elsewhere"]) == ["a3", "a4", "elsewhere"])
    #expect(Folds.notToLearn(from: items, holding: []) == [])
  }
}
