import ContentCoding
import Synchronization

/// One call's extraction of texts: what its workers share.
final class TextExtraction: Sendable {
  /// A text that is to be extracted.
  struct Item: Sendable {
    let text: String
    let sha256: String
  }

  private let extractor: any TextExtractor
  private let store: any FeatureStore
  private let clock: StageClock
  private let state = Mutex((hashes: [[UInt8]: String](), features: [String: Feature]()))

  init(extractor: any TextExtractor, store: any FeatureStore, clock: StageClock) {
    self.extractor = extractor
    self.store = store
    self.clock = clock
  }

  /// Looks `texts` up in the store.
  ///
  /// - Returns: the distinct texts that are not there, shortest first, so that the texts of a batch are of like length.
  func claim(_ texts: [String]) throws -> [Item] {
    // Strings compare by canonical equivalence; two texts are one only where their bytes are.
    let distinct = Dictionary(
      texts.map { (Array($0.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    var hashes: [[UInt8]: String] = [:]
    var open: [Item] = []
    var features: [String: Feature] = [:]
    for (bytes, text) in distinct {
      let hash = Fingerprint(ofBytes: bytes).hex
      hashes[bytes] = hash
      if text.allSatisfy(\.isWhitespace) {
        features[hash] = .missing(Reason(.noText, "the text is blank"))
      } else {
        open.append(Item(text: text, sha256: hash))
      }
    }
    let stored = try store.features(sha256s: open.map(\.sha256), extractor: extractor.identity)
    features.merge(stored) { first, _ in first }
    state.withLock { [features, hashes] in $0 = (hashes, features) }
    return open.filter { stored[$0.sha256] == nil }
      .sorted { ($0.text.utf8.count, $0.sha256) < ($1.text.utf8.count, $1.sha256) }
  }

  /// Extracts `items` and stores what was found.
  func extract(_ items: [Item]) throws {
    let found = try clock.time(.infer) { try extractor.features(of: items.map(\.text)) }
    let fresh = Dictionary(zip(items.map(\.sha256), found), uniquingKeysWith: { first, _ in first })
    clock.countExtracted(items.count)
    try clock.time(.store) { try store.store(fresh, extractor: extractor.identity) }
    state.withLock { $0.features.merge(fresh) { first, _ in first } }
  }

  /// What was found, in the order of `texts`.
  func features(of texts: [String]) -> [Feature] {
    state.withLock { state in
      texts.map { text in
        state.hashes[Array(text.utf8)].flatMap { state.features[$0] }
          ?? .missing(Reason(.noText, "the text was not looked at"))
      }
    }
  }
}
