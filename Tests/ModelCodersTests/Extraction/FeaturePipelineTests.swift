import ContentCoding
import Foundation
import Synchronization
import Testing

@testable import ModelCoders

@Suite("Feature pipeline")
struct FeaturePipelineTests {
  let store = MemoryStore()
  let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  func pipeline(_ extractor: LetterCounter = LetterCounter(), workers: Int = 2) -> FeaturePipeline {
    FeaturePipeline(
      folder: folder.url, extractors: [extractor], store: store, ledger: store,
      workers: Workers(count: workers))
  }

  /// Files `00`, `01`, ..., each with its own letters.
  func write(_ count: Int) throws -> [String: String] {
    var texts: [String: String] = [:]
    for index in 0..<count {
      let text =
        String(repeating: "a", count: index % 7) + String(repeating: "b", count: index / 7) + "\(index)"
      texts[String(format: "%02d", index)] = text
    }
    for (path, text) in texts { try folder.write(text, to: path) }
    return texts
  }

  @Test(arguments: [1, 4], [1, 3, 64])
  func oneFeatureForEachInOrder(workers: Int, batchSize: Int) async throws {
    let texts = try write(25)
    let paths = texts.keys.sorted().reversed() + ["03", "03", "20"]
    let pipeline = pipeline(LetterCounter(batchSize: batchSize), workers: workers)
    let features = try await pipeline.features(
      of: paths.map { Media(path: $0) }, by: LetterCounter().identity)
    #expect(features == paths.map { LetterCounter.vector(texts[$0] ?? "") })
    #expect(pipeline.clock.extracted == 25)
    #expect(Set(pipeline.clock.seconds.keys) == ["read", "decode", "infer", "store"])
  }

  @Test func equalBytesAreExtractedOnce() async throws {
    for path in ["one", "two", "three", "four"] { try folder.write("abc", to: path) }
    try folder.write("aab", to: "other")
    let media = ["one", "two", "other", "three", "four"].map { Media(path: $0) }
    let pipeline = pipeline(LetterCounter(batchSize: 1), workers: 4)
    let features = try await pipeline.features(of: media, by: LetterCounter().identity)
    #expect(features.map(\.vector) == [[1, 1, 1], [1, 1, 1], [2, 1, 0], [1, 1, 1], [1, 1, 1]])
    #expect(pipeline.clock.extracted == 2)
  }

  @Test func theSecondTimeNothingIsExtracted() async throws {
    let paths = try write(10).keys.sorted()
    let first = try await pipeline().features(of: paths.map { Media(path: $0) }, by: LetterCounter().identity)
    // By the ledger, which spares the reading, and without it, by the bytes.
    for media in [store.media(paths), paths.map { Media(path: $0) }] {
      let again = pipeline()
      #expect(try await again.features(of: media, by: LetterCounter().identity) == first)
      #expect(again.clock.extracted == 0)
    }
    let cached = pipeline()
    _ = try await cached.features(of: store.media(paths), by: LetterCounter().identity)
    #expect(cached.clock.seconds["read"] == nil)
  }

  @Test func noMediaNoFeatures() async throws {
    #expect(try await pipeline().features(of: [], by: LetterCounter().identity).isEmpty)
  }

  @Test func progressCountsEveryMediumOnce() async throws {
    let paths = try write(9).keys.sorted()
    _ = try await pipeline().features(of: paths[..<4].map { Media(path: $0) }, by: LetterCounter().identity)
    let told = Mutex<[Int]>([])
    let pipeline = FeaturePipeline(
      folder: folder.url, extractors: [LetterCounter(batchSize: 2)], store: store, ledger: store,
      workers: Workers(count: 2), progress: { count in told.withLock { $0.append(count) } })
    _ = try await pipeline.features(of: store.media(paths), by: LetterCounter().identity)
    #expect(told.withLock { $0.first } == 4)
    #expect(told.withLock { $0.reduce(0, +) } == 9)
  }

  @Test func anUnreadableFileHarmsNoOther() async throws {
    let texts = ["1": "ab", "2": "!x", "3": "abc", "4": "!y", "5": "b"]
    for (path, text) in texts { try folder.write(text, to: path) }
    let paths = texts.keys.sorted()
    let pipeline = pipeline(workers: 1)
    let features = try await pipeline.features(
      of: paths.map { Media(path: $0) }, by: LetterCounter().identity)
    #expect(features.map(\.vector) == [[1, 1, 0], nil, [1, 1, 1], nil, [0, 1, 0]])
    #expect(features.map(\.reason?.code) == [nil, .unreadable, nil, .unreadable, nil])
    #expect(features[1].reason?.message.contains("!x") == true)
    #expect(features[3].reason?.message.contains("!y") == true)
    // Bytes that are no picture today are none tomorrow: that is stored too.
    let again = self.pipeline()
    #expect(try await again.features(of: store.media(paths), by: LetterCounter().identity) == features)
    #expect(again.clock.seconds["read"] == nil)
  }

  @Test func anExtractorThatThrowsEndsTheCall() async throws {
    let paths = try write(8).keys.sorted()
    let broken = LetterCounter(whenFinishing: {
      throw EncoderProblem(name: "letters", message: "out of order")
    })
    let error = await #expect(throws: EncoderProblem.self) {
      try await pipeline(broken).features(of: paths.map { Media(path: $0) }, by: broken.identity)
    }
    #expect(error?.description.contains("out of order") == true)
    #expect(store.count(of: broken.identity) == 0)
  }

  @Test func anExtractorThatThePipelineLacks() async throws {
    let other = ExtractorIdentity(name: "other", fingerprint: Fingerprint(ofBytes: [1]))
    let error = await #expect(throws: UnknownExtractor.self) {
      try await pipeline().features(of: [Media(path: "x")], by: other)
    }
    #expect(error?.description.contains("other") == true)
  }
}
