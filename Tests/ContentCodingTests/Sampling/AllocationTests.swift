import ContentCoding
import Reliability
import Testing

@Suite struct AllocationTests {
  @Test func wholeSharesAreGivenAsTheyAre() {
    #expect(Allocation.proportional.counts(drawing: 10, from: [50, 30, 20]) == [5, 3, 2])
    #expect(Allocation.equal.counts(drawing: 9, from: [50, 30, 20]) == [3, 3, 3])
  }

  /// Hamilton's method on 1,000 seats: the textbook table of Balinski and Young's "Fair Representation", quotas 5.7, 2.8, 1.5.
  @Test func whatIsLeftGoesToTheLargestRemainders() {
    #expect(Allocation.proportional.counts(drawing: 10, from: [57, 28, 15]) == [6, 3, 1])
    // Quotas 3.33..: equal remainders go to the larger stratum, then to the earlier one.
    #expect(Allocation.equal.counts(drawing: 10, from: [20, 30, 20]) == [3, 4, 3])
    #expect(Allocation.equal.counts(drawing: 11, from: [20, 30, 20]) == [4, 4, 3])
  }

  @Test func everyStratumHasAPostAndNoneMoreThanItHas() {
    #expect(Allocation.proportional.counts(drawing: 5, from: [1, 997, 1, 1]) == [1, 2, 1, 1])
    #expect(Allocation.equal.counts(drawing: 30, from: [3, 100, 100]) == [3, 14, 13])
    #expect(Allocation.equal.counts(drawing: 203, from: [3, 100, 100]) == [3, 100, 100])
    #expect(Allocation.proportional.counts(drawing: 1, from: [7]) == [1])
    #expect(Allocation.proportional.counts(drawing: 0, from: []) == [])
  }

  @Test func whatCannotBeSharedIsRefused() {
    #expect(Allocation.proportional.counts(drawing: 2, from: [5, 5, 5]) == nil)
    #expect(Allocation.equal.counts(drawing: 16, from: [5, 5, 5]) == nil)
    #expect(Allocation.equal.counts(drawing: 3, from: [5, 0]) == nil)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func sharesSumToTheTotalAndAreWithinOneOfTheirQuota(seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    let sizes = (0..<(1 + chance.next(below: 30))).map { _ in 1 + chance.next(below: 1000) }
    let population = sizes.reduce(0, +)
    let total = sizes.count + chance.next(below: population - sizes.count + 1)
    for allocation in Allocation.allCases {
      let counts = try #require(allocation.counts(drawing: total, from: sizes))
      #expect(counts.reduce(0, +) == total)
      #expect(zip(counts, sizes).allSatisfy { (1...$1).contains($0) })
    }
    let proportional = try #require(Allocation.proportional.counts(drawing: total, from: sizes))
    let least = sizes.map { Double(total) * Double($0) / Double(population) }
    if least.allSatisfy({ $0 >= 1 }) {
      #expect(zip(proportional, least).allSatisfy { abs(Double($0) - $1) < 1 })
    }
    // With equal shares, strata that are not drawn whole differ by one post at most.
    let equal = try #require(Allocation.equal.counts(drawing: total, from: sizes))
    let open = zip(equal, sizes).filter { $0 < $1 }.map(\.0)
    #expect((open.max() ?? 0) - (open.min() ?? 0) <= 1)
  }
}
