import ContentCoding
import Imaging

/// Extracts dHash, the hash that confirms what pHash takes for a near-duplicate.
///
/// A second decode of the picture, but of few pictures: only those are asked for that pHash ties to another.
public struct DifferenceHasher: MediaExtractor {
  /// `dhash`, version 2: transparent pictures over white.
  public let identity = ExtractorIdentity(
    name: "dhash",
    fingerprint: Fingerprint(ofBytes: Array("dhash 2: over white, 9x8 Lanczos, lighter than the left".utf8)))

  /// Hashing has no use for large batches.
  public let batchSize = 32

  /// The frame in a video's middle stands for it.
  public let frames = FrameRule.even(1)

  /// A hasher.
  public init() {}

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { HashBatch { DifferenceHash(of: $0).bits } }
}
