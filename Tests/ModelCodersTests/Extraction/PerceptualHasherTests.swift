import ContentCoding
import Foundation
import Imaging
import Testing

@testable import ModelCoders

@Suite("Perceptual hasher")
struct PerceptualHasherTests {
  @Test func hashesEqualImagehash() throws {
    let golden = try Repository.golden()
    #expect(golden.hashes.count == 7)
    let names = golden.hashes.keys.sorted()
    let features = try PerceptualHasher().features(of: names.map(Repository.images.appendingPathComponent))
    for (name, feature) in zip(names, features) {
      guard case .hash(let bits) = feature else {
        Issue.record("\(name) has no hash")
        continue
      }
      #expect(PerceptualHash(bits: bits).hex == golden.hashes[name], "\(name)")
    }
  }

  @Test func nearDuplicatesAreNear() throws {
    let files = ["p005.jpg", "p029.jpg", "p001.jpg"].map(Repository.images.appendingPathComponent)
    let hashes = try PerceptualHasher().features(of: files).compactMap { feature -> PerceptualHash? in
      if case .hash(let bits) = feature { PerceptualHash(bits: bits) } else { nil }
    }
    try #require(hashes.count == 3)
    #expect(hashes[0].distance(to: hashes[1]) <= Folds.nearDuplicateDistance)
    #expect(hashes[0].distance(to: hashes[2]) > Folds.nearDuplicateDistance)
  }

  @Test func whatIsNoPictureHasNoHash() throws {
    var batch = PerceptualHasher().makeBatch()
    #expect(throws: ImageProblem.self) { try batch.add(Array("no picture".utf8)) }
    #expect(try batch.finish().isEmpty)
  }
}
