import ContentCoding
import Foundation
import Synchronization
import Testing

@testable import ModelCoders

@Suite("Cancellation", .timeLimit(.minutes(10)))
struct CancellationTests {
  let store = MemoryStore()
  let folder: StudyFolder
  let media: [Media]

  init() throws {
    folder = try StudyFolder()
    media = (0..<10).map { Media(path: "\($0)") }
    for (index, item) in media.enumerated() {
      try folder.write(String(repeating: "a", count: index), to: item.path)
    }
  }

  func pipeline(_ extractor: LetterCounter) -> FeaturePipeline {
    FeaturePipeline(
      folder: folder.url, extractors: [extractor], store: store, ledger: store, workers: Workers(count: 1))
  }

  @Test func theBatchInHandIsTheLast() async throws {
    let (started, signal) = AsyncStream.makeStream(of: Void.self)
    let cancelled = DispatchSemaphore(value: 0)
    let extractor = LetterCounter(
      batchSize: 2,
      whenFinishing: {
        signal.yield()
        cancelled.wait()
      })
    let pipeline = pipeline(extractor)
    await withThrowingTaskGroup(of: [Feature].self) { group in
      group.addTask { [media] in try await pipeline.features(of: media, by: extractor.identity) }
      for await _ in started { break }
      group.cancelAll()
      // Any number of batches could now go on.
      for _ in media { cancelled.signal() }
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
    #expect(pipeline.clock.extracted == 2)
    #expect(store.count(of: extractor.identity) == 2)

    // What was stored is whole, and the next call does the rest.
    let next = self.pipeline(LetterCounter(batchSize: 2))
    let known = store.media(media.map(\.path))
    #expect(known.count { $0.sha256 != nil } == 2)
    let features = try await next.features(of: known, by: extractor.identity)
    #expect(features.map(\.vector) == (0..<10).map { [Float($0), 0, 0] })
    #expect(next.clock.extracted == 8)
  }

  @Test func aCancelledTaskExtractsNothing() async throws {
    let pipeline = pipeline(LetterCounter())
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await pipeline.features(of: media, by: LetterCounter().identity)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(pipeline.clock.extracted == 0)
  }
}
