import ContentCoding
import Imaging

/// A batch of an extractor that makes 64 bits of each picture.
struct HashBatch: ExtractionBatch {
  private let hash: (PixelImage) -> UInt64
  private let decoder = ImageDecoder()
  private var hashes: [UInt64] = []

  init(_ hash: @escaping (PixelImage) -> UInt64) {
    self.hash = hash
  }

  mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
    hashes.append(hash(try decoder.decode(bytes)))
  }

  mutating func add(_ frame: PixelImage) { hashes.append(hash(frame)) }

  mutating func finish() -> [Feature] {
    defer { hashes = [] }
    return hashes.map { .hash($0) }
  }
}
