import ContentCoding
import Reliability
import Testing

struct NearHashesTests {
  /// Every pair compared.
  private func allPairs(_ hashes: [UInt64], within distance: Int) -> [[Int]] {
    var group = Array(hashes.indices)
    for one in hashes.indices {
      for other in hashes.indices where (hashes[one] ^ hashes[other]).nonzeroBitCount <= distance {
        let (kept, gone) = (min(group[one], group[other]), max(group[one], group[other]))
        if kept != gone { for place in group.indices where group[place] == gone { group[place] = kept } }
      }
    }
    return Dictionary(grouping: hashes.indices, by: { group[$0] }).values.filter { $0.count > 1 }
      .map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// Hashes in clouds of various widths around a few centres, so that ties, chains and near misses all occur.
  private func clouds(_ count: Int, centres: Int, flips: Int, by generator: inout some RandomNumberGenerator)
    -> [UInt64]
  {
    let centres = (0..<centres).map { _ in UInt64.random(in: 0 ... .max, using: &generator) }
    return (0..<count).map { _ in
      var hash = centres.randomElement(using: &generator) ?? 0
      for _ in 0..<Int.random(in: 0...flips, using: &generator) {
        hash ^= 1 << UInt64.random(in: 0..<64, using: &generator)
      }
      return hash
    }
  }

  @Test(arguments: 0..<24)
  func equalsTheComparisonOfAllPairs(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let hashes = clouds(
      [3, 60, 300][seed % 3], centres: [1, 5, 80][seed / 3 % 3], flips: [3, 7, 12][seed % 3], by: &generator)
    for distance in [0, 1, 3, 6, 9, 20] {
      #expect(
        NearHashes(distance: distance).groups(of: hashes) == allPairs(hashes, within: distance),
        "distance \(distance)")
    }
  }

  /// Enough hashes for many small buckets.
  @Test func equalsTheComparisonOfAllPairsInBuckets() {
    var generator = SplitMix64(seed: 77)
    let hashes = clouds(3000, centres: 2000, flips: 6, by: &generator)
    let groups = NearHashes().groups(of: hashes)
    #expect(groups == allPairs(hashes, within: 6))
    #expect(groups.count > 200)
  }

  /// Hashes that all share most bits, so that every bucket is full.
  @Test func equalsTheComparisonOfAllPairsInFullBuckets() {
    var generator = SplitMix64(seed: 78)
    let hashes = (0..<1500).map { _ in
      UInt64.random(in: 0 ... .max, using: &generator) & 0x8421_0842_1084_2108 | 0x0F00_0000_0000_0000
    }
    for distance in [1, 2, 6] {
      #expect(NearHashes(distance: distance).groups(of: hashes) == allPairs(hashes, within: distance))
    }
  }

  @Test func theOrderDoesNotMatter() {
    var generator = SplitMix64(seed: 5)
    let hashes = clouds(400, centres: 60, flips: 8, by: &generator)
    let order = hashes.indices.shuffled(using: &generator)
    let turned = NearHashes().groups(of: order.map { hashes[$0] }).map { group in
      group.map { order[$0] }.sorted()
    }
    #expect(Set(turned) == Set(NearHashes().groups(of: hashes)))
  }

  @Test func degenerateCollections() {
    #expect(NearHashes().groups(of: []).isEmpty)
    #expect(NearHashes().groups(of: [7]).isEmpty)
    #expect(NearHashes().groups(of: [7, 7]) == [[0, 1]])
    let equal = [UInt64](repeating: 0, count: 100_000)
    #expect(NearHashes(distance: 0).groups(of: equal).map(\.count) == [100_000])
    #expect(NearHashes(distance: 64).groups(of: [0, .max, 5]) == [[0, 1, 2]])
    #expect(NearHashes(distance: 63).groups(of: [0, .max, 5]) == [[0, 1, 2]])
    #expect(NearHashes(distance: -1).distance == 0)
    #expect(NearHashes(distance: 99).distance == 64)
    // A chain: neighbours differ in 6 bits, the ends in 60.
    let chain = (0...10).map { (UInt64(1) << UInt64(6 * $0)) - 1 }
    #expect(NearHashes().groups(of: chain).map(\.count) == [11])
    #expect(NearHashes(distance: 5).groups(of: chain).isEmpty)
  }

  @Test func representativesAreTheFirstOfTheirGroup() {
    #expect(NearHashes(distance: 1).representatives(of: [0xF0, 0, 0xF1, 1, 3]) == [0, 1, 0, 1, 1])
  }

  @Test func whatProgressThrowsEndsTheSearch() {
    var shares: [Double] = []
    NearHashes().groups(of: [1, 2, 3]) { shares.append($0) }
    #expect(shares.last == 1 && shares == shares.sorted())
    #expect(throws: CancellationError.self) {
      try NearHashes().groups(of: [1, 2, 3]) { _ in throw CancellationError() }
    }
  }
}
