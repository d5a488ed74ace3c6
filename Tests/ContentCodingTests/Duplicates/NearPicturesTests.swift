import ContentCoding
import Testing

struct NearPicturesTests {
  private let patterned: UInt64 = 0x5555_5555_5555_5555

  private func groups(_ perceptual: [UInt64?], _ difference: [UInt64?], distance: Int = 6) -> [[Int]] {
    let search = NearPictures(distance: distance)
    return search.groups(
      within: search.candidates(perceptual) { _ in }, perceptual: perceptual, difference: difference
    ) {}
  }

  @Test func bothHashesMustBeNear() {
    #expect(groups([patterned, patterned ^ 0x3F], [0, 0xFF]) == [[0, 1]])
    #expect(groups([patterned, patterned ^ 0x7F], [0, 0]).isEmpty)
    #expect(groups([patterned, patterned], [0, 0x1FF]).isEmpty)
  }

  @Test func aThirdMoreBitsOfTheDifferenceHash() {
    #expect([0, 3, 6, 12, 64].map { NearPictures(distance: $0).differenceDistance } == [0, 4, 8, 16, 64])
  }

  @Test func picturesWithoutAPatternTieNone() {
    // What imagehash gives for a flat picture, and for gradients.
    for hash: UInt64 in [0x8000_0000_0000_0000, 0xFF00_0000_0000_0000, 0x8080_8080_8080_8080] {
      #expect(groups([hash, hash], [0, 0]).isEmpty)
      #expect(!NearPictures.hasPattern(hash))
    }
    #expect(NearPictures.hasPattern(patterned))
  }

  @Test func whatLacksAHashIsTiedToNone() {
    #expect(groups([patterned, nil, patterned], [1, 1, 1]) == [[0, 2]])
    #expect(groups([patterned, patterned, patterned], [1, nil, 1]) == [[0, 2]])
  }

  /// 0 and 2 hang together by pHash through 1 alone, which dHash parts from both.
  @Test func theTiesOfAGroupRunWithinIt() {
    let perceptual: [UInt64?] = [patterned, patterned ^ 0x3F, patterned ^ 0xFFF]
    #expect(groups(perceptual, [0, .max, 0]).isEmpty)
    #expect(groups(perceptual, [0, 0, 0]) == [[0, 1, 2]])
  }

  @Test func oneCandidateMayHoldSeveralGroups() {
    let hashes = [UInt64?](repeating: patterned, count: 6)
    #expect(groups(hashes, [0, .max, 1, .max << 1, 0xFFFF_FFFF, 3]) == [[0, 2, 5], [1, 3]])
  }
}
