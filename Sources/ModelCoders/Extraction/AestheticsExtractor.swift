import ContentCoding
import Imaging

/// Extracts how pictures look: ``Aesthetics``, as a vector in the order of its names.
public struct AestheticsExtractor: MediaExtractor {
  /// `aesthetics`, version 1.
  public let identity = ExtractorIdentity(
    name: "aesthetics",
    fingerprint: Fingerprint(
      ofBytes: Array("aesthetics 1: \(Aesthetics.side) px, \(Aesthetics.names.joined(separator: " "))".utf8)))

  /// Measuring has no use for large batches.
  public let batchSize = 16

  /// An extractor.
  public init() {}

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { Batch() }

  private struct Batch: ExtractionBatch {
    let decoder = ImageDecoder(alpha: .overWhite)
    var measured: [Aesthetics] = []

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
      measured.append(Aesthetics(of: try decoder.decode(bytes)))
    }

    mutating func add(_ frame: PixelImage) { measured.append(Aesthetics(of: frame)) }

    mutating func finish() -> [Feature] {
      defer { measured = [] }
      return measured.map { .vector($0.values.map(Float.init)) }
    }
  }
}
