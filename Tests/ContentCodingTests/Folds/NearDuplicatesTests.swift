import ContentCoding
import Testing

struct NearDuplicatesTests {
  /// Two posts of one label with the pictures under test.
  private func folds(_ one: [UInt64], _ other: [UInt64]) throws -> (Int?, Int?) {
    let stratum = FoldItem.Stratum(variable: "v", label: "a")
    let items = [
      FoldItem(postID: "one", strata: [stratum], hashes: one),
      FoldItem(postID: "other", strata: [stratum], hashes: other),
    ]
    // Two single posts go to two folds, a tied pair cannot be parted at all.
    let folds = Folds.made(for: items, seed: 1)
    return (folds?["one"], folds?["other"])
  }

  @Test(arguments: 0...6)
  func upToSixBitsApartIsANearDuplicate(bits: Int) throws {
    let (one, other) = try folds([0xF0F0], [0xF0F0 ^ ((1 << UInt64(bits)) - 1) << 20])
    #expect(one == nil)
    #expect(other == nil)
  }

  @Test(arguments: [7, 8, 32, 63])
  func sevenBitsApartIsNot(bits: Int) throws {
    let (one, other) = try folds([0xF0F0], [0xF0F0 ^ (UInt64.max >> UInt64(64 - bits))])
    #expect(Set([one, other]) == [0, 1])
  }

  @Test func anyPictureOfOnePostWithAnyOfAnother() throws {
    let (one, _) = try folds([.max, 0xFF00], [0xFFFF_0000, 0xFF01])
    #expect(one == nil)
  }

  @Test func picturesOfOnePostSayNothingAboutOthers() throws {
    let (one, other) = try folds([0, 1], [.max])
    #expect(Set([one, other]) == [0, 1])
  }

  /// a and b, b and c, c and d differ in 6 bits each, a and d in 18.
  @Test func aChainIsOneGroup() throws {
    let stratum = FoldItem.Stratum(variable: "v", label: "a")
    let chain = (0..<4).map { link in
      FoldItem(postID: "link \(link)", strata: [stratum], hashes: [(1 << UInt64(6 * link)) - 1])
    }
    let others = (0..<4).map {
      FoldItem(postID: "other \($0)", strata: [stratum], hashes: [0xAAAA_AAAA_AAAA_AAAA << UInt64($0 * 16)])
    }
    let folds = try #require(Folds.made(for: chain.reversed() + others, seed: 5))
    #expect(Set(chain.map { folds[$0.postID] }).count == 1)
  }

  @Test func bytesAuthorsAndPicturesTieTogether() throws {
    let stratum = FoldItem.Stratum(variable: "v", label: "a")
    var items = (0..<9).map { FoldItem(postID: "\($0)", strata: [stratum]) }
    items[0].groupKeys = ["account anna"]
    items[1].groupKeys = ["account anna", "place x"]
    items[2].groupKeys = ["place x"]
    items[2].hashes = [3]
    items[3].hashes = [0]
    let folds = try #require(Folds.made(for: items, seed: 2))
    #expect(Set(items[0...3].map { folds[$0.postID] }).count == 1)
  }
}
