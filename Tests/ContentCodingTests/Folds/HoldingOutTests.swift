import ContentCoding
import Testing

struct HoldingOutTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [0.1, 0.2, 0.5])
  func theShareHoldsForEveryLabel(seed: UInt64, share: Double) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.plain(200, labels: 5)
    let held = try #require(Folds.holdingOut(share, of: items, seed: seed, purpose: "holdout"))
    #expect(held.count == 200)
    for label in Set(items.map(\.strata)) {
      let ofLabel = items.filter { $0.strata == label }
      let expected = share * Double(ofLabel.count)
      #expect(abs(Double(ofLabel.count { held[$0.postID] == true }) - expected) <= 0.5 + 1e-9)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func groupsStayOnOneSide(seed: UInt64) throws {
    var gold = RandomGold(seed: seed)
    let items = gold.grouped(120)
    let held = try #require(Folds.holdingOut(0.3, of: items, seed: seed, purpose: "holdout"))
    for (one, other) in RandomGold.ties(among: items) { #expect(held[one] == held[other]) }
    #expect(held == Folds.holdingOut(0.3, of: gold.shuffled(items), seed: seed, purpose: "holdout"))
    #expect((20...52).contains(held.values.count { $0 }))
  }

  @Test func aShareThatLeavesOneSideEmptyIsRefused() {
    var gold = RandomGold(seed: 1)
    let items = gold.plain(20, labels: 2)
    for share in [0, -1, 0.001, 1, .nan, .infinity] {
      #expect(Folds.holdingOut(share, of: items, seed: 1, purpose: "holdout") == nil)
    }
    #expect(Folds.holdingOut(0.5, of: [], seed: 1, purpose: "holdout") == nil)
  }
}
