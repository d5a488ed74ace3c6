import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// The real encoder on the pictures of the sample study, sound and broken ones.
@Suite("Demo pictures")
struct DemoPicturesTests {
  /// What the reason of each broken file says.
  static let broken = [
    "archive.jpg": "ZIP archive", "bad-checksum.png": "checksum", "document.jpg": "PDF",
    "drawing.png": "SVG", "empty.jpg": "file is empty", "error-page.jpg": "HTML page",
    "header-only.png": "no pixels", "huge.png": "65500 x 65500", "message.png": "like text",
    "no-frames.gif": "no frames", "noise.jpg": "unknown binary data", "start-only.jpg": "truncated",
    "truncated-jpeg.jpg": "truncated", "truncated-png.png": "truncated", "truncated-tiff.tif": "truncated",
    "truncated-webp.webp": "webp", "video.jpg": "no frame of the video",
    "wrong-start.jpg": "unknown binary data",
    "zero-height.jpg": "height of zero", "zero-width.png": "width or a height of zero",
  ]

  func pipeline(workers: Int, batchSize: Int) throws -> (FeaturePipeline, ExtractorIdentity) {
    let encoder = try Repository.seedling(batchSize: batchSize)
    let store = MemoryStore()
    let pipeline = FeaturePipeline(
      folder: Repository.demo, extractors: [encoder, PerceptualHasher()], store: store, ledger: store,
      workers: Workers(count: workers))
    return (pipeline, encoder.identity)
  }

  @Test func brokenFilesAmongSoundOnes() async throws {
    let broken = try Repository.names(in: Repository.broken)
    #expect(broken == Self.broken.keys.sorted())
    let sound = Array(try Repository.names(in: Repository.images).prefix(broken.count))
    let media = zip(sound, broken).flatMap { [Media(path: "images/\($0)"), Media(path: "broken/\($1)")] }
    let (pipeline, encoder) = try pipeline(workers: 2, batchSize: 5)
    let features = try await pipeline.features(of: media, by: encoder)
    let alone = try Repository.seedling().features(of: sound.map(Repository.images.appendingPathComponent))

    for (index, name) in broken.enumerated() {
      let reason = features[2 * index + 1].reason
      #expect(reason?.code == .unreadable, "\(name)")
      #expect(
        reason?.message.contains(Self.broken[name] ?? "?") == true, "\(name): \(reason?.message ?? "none")")
      let vector = try #require(features[2 * index].vector)
      let expected = try #require(alone[index].vector)
      #expect(zip(vector, expected).allSatisfy { abs($0 - $1) <= 1e-4 }, "\(sound[index])")
    }
    #expect(pipeline.clock.extracted == sound.count)
  }

  @Test func workersAndBatchSizesDoNotMatter() async throws {
    let media = try Repository.names(in: Repository.images).prefix(24).map { Media(path: "images/\($0)") }
    let (single, encoder) = try pipeline(workers: 1, batchSize: 1)
    let reference = try await single.features(of: media, by: encoder).map { try #require($0.vector) }
    for (workers, batchSize) in [(1, 16), (4, 5), (4, 64)] {
      let (pipeline, encoder) = try pipeline(workers: workers, batchSize: batchSize)
      let vectors = try await pipeline.features(of: media, by: encoder).map { try #require($0.vector) }
      // A convolution rounds differently by the size of its batch.
      for (one, other) in zip(vectors, reference) {
        #expect(zip(one, other).allSatisfy { abs($0 - $1) <= 1e-4 })
      }
    }
  }

  @Test func oneStoreServesTwoExtractors() async throws {
    let (pipeline, encoder) = try pipeline(workers: 2, batchSize: 16)
    // p097 is an exact copy of p018.
    let media = ["p018.jpg", "p097.jpg", "p001.jpg"].map { Media(path: "images/\($0)") }
    let vectors = try await pipeline.features(of: media, by: encoder)
    let hashes = try await pipeline.features(of: media, by: PerceptualHasher().identity)
    #expect(vectors[0] == vectors[1] && vectors[0] != vectors[2])
    #expect(hashes[0] == hashes[1] && hashes[0] != hashes[2])
    #expect(vectors.allSatisfy { $0.vector?.count == 256 })
    #expect(pipeline.clock.extracted == 4)
  }
}
