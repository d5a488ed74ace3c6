import ContentCoding
import Synchronization

/// A feature store and media ledger that keep everything in memory, by the same rules as the one on disk.
final class MemoryStore: FeatureStore, MediaStore {
  private struct State {
    var features: [ExtractorIdentity: [String: Feature]] = [:]
    var media: [String: Media] = [:]
  }

  private let state = Mutex(State())

  func features(sha256s: [String], extractor: ExtractorIdentity) throws -> [String: Feature] {
    state.withLock { state in
      let kept = state.features[extractor] ?? [:]
      return Dictionary(
        sha256s.compactMap { hash in kept[hash].map { (hash, $0) } }, uniquingKeysWith: { first, _ in first })
    }
  }

  func store(_ features: [String: Feature], extractor: ExtractorIdentity) throws {
    state.withLock { state in
      for (hash, feature) in features {
        if case .missing(let reason) = feature, reason.code.isTransient { continue }
        state.features[extractor, default: [:]][hash] = feature
      }
    }
  }

  func record(_ media: [Media]) throws {
    state.withLock { state in
      for item in media { state.media[item.path] = item }
    }
  }

  /// What the ledger knows of `paths`: the media of the next call.
  func media(_ paths: [String]) -> [Media] {
    state.withLock { state in paths.map { state.media[$0] ?? Media(path: $0) } }
  }

  /// How many features are kept.
  func count(of extractor: ExtractorIdentity) -> Int {
    state.withLock { $0.features[extractor]?.count ?? 0 }
  }
}
