import ContentCoding
import Imaging

/// Extracts pHash, the perceptual hash by which near-duplicates are found.
public struct PerceptualHasher: MediaExtractor {
  /// `phash`, version 2: transparent pictures over white.
  public let identity = ExtractorIdentity(
    name: "phash",
    fingerprint: Fingerprint(ofBytes: Array("phash 2: over white, 32x32 Lanczos, DCT-II, median".utf8)))

  /// Hashing has no use for large batches.
  public let batchSize = 32

  /// The frame in a video's middle stands for it.
  public let frames = FrameRule.even(1)

  /// A hasher.
  public init() {}

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { HashBatch { PerceptualHash(of: $0).bits } }
}
