import ContentCoding
import Reliability
import Testing

/// What holds for all folds, tried on gold sets drawn from seeds.
struct FoldsPropertyTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func everyPostHasAFoldAndGroupsStayWhole(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.grouped(120)
    let folds = try #require(Folds.made(for: items, seed: seed))
    #expect((2...5).contains(folds.count))
    #expect(Set(folds.assignment.keys) == Set(items.map(\.postID)))
    #expect(folds.assignment.values.allSatisfy { (0..<folds.count).contains($0) })
    let ties = RandomGold.ties(among: items)
    #expect(ties.count > 10)
    for (one, other) in ties { #expect(folds[one] == folds[other]) }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func foldsAreAlikeInLabelsAndInSize(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.plain(150, labels: 6)
    let folds = try #require(Folds.made(for: items, seed: seed))
    func spread(_ chosen: [FoldItem]) -> Int {
      let sizes = (0..<folds.count).map { fold in chosen.count { folds[$0.postID] == fold } }
      return (sizes.max() ?? 0) - (sizes.min() ?? 0)
    }
    #expect(spread(items) <= 2)
    for label in Set(items.map(\.strata)) { #expect(spread(items.filter { $0.strata == label }) <= 1) }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func theSmallestLabelSetsTheNumberAndIsInEveryFold(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.plain(40, labels: 8)
    let frequencies = Dictionary(items.map { ($0.strata, 1) }, uniquingKeysWith: +)
    let folds = try #require(Folds.made(for: items, seed: seed))
    let smallest = try #require(frequencies.values.filter { $0 >= 2 }.min())
    #expect(folds.count == min(5, smallest))
    for (label, count) in frequencies where count >= folds.count {
      let found = Set(items.filter { $0.strata == label }.compactMap { folds[$0.postID] })
      #expect(found.count == folds.count)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func neitherTheOrderOfPostsNorOfTheirPartsMatters(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.grouped(80)
    let turned = gold.shuffled(items).map { item in
      FoldItem(
        postID: item.postID, strata: item.strata.reversed(), groupKeys: item.groupKeys.reversed(),
        hashes: item.hashes.reversed())
    }
    #expect(Folds.made(for: items, seed: seed) == Folds.made(for: turned, seed: seed))
  }

  /// Gold grows in ten steps, and a post moves only where a new one tied its group to one of another fold.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func foldsStayAsGoldGrows(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    var items: [FoldItem] = []
    var folds: Folds?
    for step in 0..<10 {
      items += gold.grouped(15, from: step * 15)
      let before = folds
      let ties = RandomGold.ties(among: items)
      let after = try #require(Folds.made(for: items, extending: before, seed: seed))
      if let before {
        #expect(after.count == before.count)
        let tied = RandomGold.groups(of: items, tied: ties)
        for (post, fold) in before.assignment where after[post] != fold {
          let group = try #require(tied[post])
          let homes = Set(before.assignment.filter { tied[$0.key] == group }.values)
          #expect(homes.count > 1, "\(post) moved although its group lay in one fold")
        }
      }
      for (one, other) in ties { #expect(after[one] == after[other]) }
      #expect(Folds.made(for: items, extending: after, seed: seed) == after, "nothing new, nothing changes")
      folds = after
    }
    #expect(folds?.assignment.count == 150)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func plainPostsNeverMove(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    var items = gold.plain(30, labels: 3)
    var folds = try #require(Folds.made(for: items, seed: seed))
    for step in 1...10 {
      items += gold.plain(9, labels: 4, from: 30 + 9 * step)
      let after = try #require(Folds.made(for: items, extending: folds, seed: seed))
      for (post, fold) in folds.assignment { #expect(after[post] == fold) }
      folds = after
    }
  }

  /// The database that folds come from may be damaged; that is no reason to crash.
  @Test func foldsOutOfRangeAreDealtAnew() throws {
    var gold = RandomGold(seed: 1)
    let items = gold.plain(20, labels: 2)
    let damaged = Folds(
      count: 3, assignment: ["post 0": -1, "post 1": 7, "post 2": 2, "gone": -5, "left": 1])
    let folds = try #require(Folds.made(for: items, extending: damaged, seed: 1))
    #expect(folds.assignment.values.allSatisfy { (0..<3).contains($0) })
    #expect(folds["post 2"] == 2)
    #expect(folds["left"] == 1)
    #expect(folds["gone"] == nil)
    for count in [Int.min, -1, 0, 1, Int.max] {
      let made = Folds.made(for: items, extending: Folds(count: count, assignment: ["post 0": 0]), seed: 1)
      #expect(made == Folds.made(for: items, seed: 1))
    }
  }
}
