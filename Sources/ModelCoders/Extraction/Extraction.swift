import ContentCoding
import Foundation
import Imaging
import Synchronization

/// One call's extraction: what its workers share.
final class Extraction: Sendable {
  private let folder: URL
  private let extractor: any MediaExtractor
  private let store: any FeatureStore
  private let ledger: any MediaStore
  private let clock: StageClock
  private let state = Mutex(State())

  private struct State {
    /// Features by SHA-256; a hash that a worker has claimed and not finished holds nil.
    var features: [String: Feature?] = [:]
    var hashes: [String: String] = [:]
    var unreadable: [String: Reason] = [:]
  }

  init(
    folder: URL, extractor: any MediaExtractor, store: any FeatureStore, ledger: any MediaStore,
    clock: StageClock
  ) {
    self.folder = folder
    self.extractor = extractor
    self.store = store
    self.ledger = ledger
    self.clock = clock
  }

  /// Takes `media` through all stages.
  func extract(_ media: [Media]) throws {
    var batch = extractor.makeBatch()
    var batched: [String] = []
    var fresh: [String: Feature] = [:]
    /// Not stored: another time the same bytes may have a feature.
    var passing: [String: Feature] = [:]
    var stamped: [Media] = []
    for item in media {
      switch clock.time(.read, { MediaFile(item, in: folder).read() }) {
      case .failure(let problem):
        state.withLock { $0.unreadable[item.path] = problem.reason }
      case .success(let contents):
        stamped.append(Media(path: item.path, sha256: contents.sha256, stamp: contents.stamp))
        guard try claim(contents.sha256, for: item.path) else { continue }
        do throws(ImageProblem) {
          try clock.time(.decode) { () throws(ImageProblem) in try batch.add(contents.bytes) }
          batched.append(contents.sha256)
        } catch {
          let missing = Feature.missing(error.reason)
          if error.isTransient {
            passing[contents.sha256] = missing
          } else {
            fresh[contents.sha256] = missing
          }
        }
      }
    }
    let features = try clock.time(.infer) { batched.isEmpty ? [] : try batch.finish() }
    fresh.merge(zip(batched, features)) { first, _ in first }
    clock.countExtracted(batched.count)
    try clock.time(.store) {
      try store.store(fresh, extractor: extractor.identity)
      try ledger.record(stamped)
    }
    state.withLock { state in
      for (hash, feature) in fresh.merging(passing, uniquingKeysWith: { fresh, _ in fresh }) {
        state.features[hash] = feature
      }
    }
  }

  /// Whether the caller is to extract these bytes: nobody else does, and the store does not have them.
  private func claim(_ sha256: String, for path: String) throws -> Bool {
    let isFirst = state.withLock { state in
      state.hashes[path] = sha256
      guard state.features.index(forKey: sha256) == nil else { return false }
      state.features.updateValue(nil, forKey: sha256)
      return true
    }
    guard isFirst else { return false }
    guard let stored = try store.features(sha256s: [sha256], extractor: extractor.identity)[sha256] else {
      return true
    }
    state.withLock { $0.features[sha256] = stored }
    return false
  }

  /// What was found, by path, once all workers are done.
  func results() -> [String: Feature] {
    state.withLock { state in
      var results = state.unreadable.mapValues { Feature.missing($0) }
      for (path, hash) in state.hashes { results[path] = state.features[hash].flatMap(\.self) }
      return results
    }
  }
}

extension ImageProblem {
  /// The reason of a coding without this picture.
  public var reason: Reason { Reason(isTransient ? .fileAccess : .unreadable, description) }
}
