import ContentCoding
import Imaging
import Testing

@testable import ModelCoders

@Suite("Difference hasher")
struct DifferenceHasherTests {
  @Test func recompressedCopiesAreNearAndOthersAreNot() throws {
    let names = ["p042.jpg", "p090.jpg", "p001.jpg"]
    let hashes = try DifferenceHasher().features(of: names.map(Repository.images.appendingPathComponent))
      .compactMap { feature -> DifferenceHash? in
        if case .hash(let bits) = feature { DifferenceHash(bits: bits) } else { nil }
      }
    try #require(hashes.count == 3)
    // What imagehash says of these files.
    #expect(hashes[0].distance(to: hashes[1]) == 7)
    #expect(hashes[0].distance(to: hashes[2]) > NearPictures().differenceDistance)
    #expect(DifferenceHasher().identity != PerceptualHasher().identity)
  }

  @Test func whatIsNoPictureHasNoHash() throws {
    var batch = DifferenceHasher().makeBatch()
    #expect(throws: ImageProblem.self) { try batch.add(Array("no picture".utf8)) }
    #expect(try batch.finish().isEmpty)
  }
}
