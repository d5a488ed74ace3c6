import ContentCoding
import Imaging

/// A batch of pictures that are looked at one by one.
struct SightBatch: ExtractionBatch {
  private let decoder = ImageDecoder(alpha: .overWhite)
  private let look: (PixelImage) throws -> Feature
  private var pictures: [PixelImage] = []

  /// A batch of pictures, transparent ones over white, each of which `look` makes a feature of.
  init(look: @escaping (PixelImage) throws -> Feature) { self.look = look }

  mutating func add(_ bytes: [UInt8]) throws(ImageProblem) { pictures.append(try decoder.decode(bytes)) }

  mutating func add(_ frame: PixelImage) { pictures.append(frame) }

  mutating func finish() throws -> [Feature] {
    defer { pictures = [] }
    return try pictures.map(look)
  }
}
