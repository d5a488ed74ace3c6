import ContentCoding
import Imaging
import Reliability

/// An encoder of changed copies of pictures.
///
/// What is changed in a copy derives from the picture's bytes and the copy's number, so that it is the same at every training.
public struct AugmentedEncoder: MediaExtractor {
  /// Covers the encoder's identity, the changes and the copy's number.
  public let identity: ExtractorIdentity
  private let encoder: PictureEncoder
  private let copy: Int
  private let changes: Set<Augmentation.Change>

  /// The encoders of all copies that `parameters` ask for; none where these are nil.
  public static func copies(
    of encoder: PictureEncoder, _ parameters: AugmentationParameters?
  ) -> [AugmentedEncoder] {
    guard let parameters else { return [] }
    return (1...max(1, parameters.copies)).map { AugmentedEncoder(encoder, parameters.changes, copy: $0) }
  }

  private init(_ encoder: PictureEncoder, _ changes: [AugmentationChange], copy: Int) {
    self.encoder = encoder
    self.copy = copy
    self.changes = Set(changes.compactMap { Augmentation.Change(rawValue: $0.rawValue) })
    identity = ExtractorIdentity(
      name: "\(encoder.identity.name) copy \(copy)",
      fingerprint: Fingerprint(
        of: Recipe(encoder: encoder.identity.fingerprint, changes: changes, copy: copy, version: 1)))
  }

  private struct Recipe: Encodable {
    let encoder: Fingerprint
    let changes: [AugmentationChange]
    let copy: Int
    let version: Int
  }

  /// As many as the encoder likes.
  public var batchSize: Int { encoder.batchSize }
  /// Those that the encoder looks at.
  public var frames: FrameRule { encoder.frames }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch {
    Batch(
      copy: copy, changes: changes, decoder: ImageDecoder(alpha: encoder.alpha),
      pictures: encoder.makePictureBatch())
  }

  private struct Batch: ExtractionBatch {
    let copy: Int
    let changes: Set<Augmentation.Change>
    let decoder: ImageDecoder
    var pictures: PictureEncoder.Batch

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
      try pictures.add(changed(try decoder.decode(bytes), by: bytes))
    }

    mutating func add(_ frame: PixelImage) throws(ImageProblem) {
      try pictures.add(changed(frame, by: frame.pixels))
    }

    private func changed(_ image: PixelImage, by bytes: [UInt8]) -> PixelImage {
      let digits = Fingerprint(ofBytes: bytes).hex.prefix(16)
      var chance = SplitMix64(seed: (UInt64(digits, radix: 16) ?? 0) &+ UInt64(copy))
      return Augmentation(changes, using: &chance)(image)
    }

    mutating func finish() throws -> [Feature] { try pictures.finish() }
  }
}
