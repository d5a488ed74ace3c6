import ContentCoding
import Foundation
import Imaging
import Inference

/// Finds faces in pictures: how many, how large and where.
///
/// It does not say whose they are, nor how old, of what gender or descent, or in what mood: `docs/faces.md` says why.
public struct FaceDetector: MediaExtractor {
  /// Larger pictures are scaled down to this, in pixels of the longer side.
  static let greatestSide = 1_600

  /// `faces`; covers the model's file and how it is used.
  public let identity: ExtractorIdentity
  /// A picture takes a while.
  public let batchSize = 4
  private let model: PixelModel

  /// A detector.
  ///
  /// - Parameters:
  ///   - name: what the model is called.
  ///   - file: the `.onnx` file.
  ///   - sha256: the hash over it, for the fingerprint.
  ///   - options: threads and provider of the session.
  public init(name: String, model file: URL, sha256: String, options: SessionOptions = SessionOptions()) {
    model = PixelModel(name: name, purpose: .findFaces, file: file, samples: .redFirst, options: options)
    identity = ExtractorIdentity(
      name: "faces", fingerprint: Fingerprint(ofBytes: Array("faces 1: \(name) \(sha256)".utf8)))
  }

  /// The faces in a picture.
  ///
  /// - Throws: ``EncoderProblem`` or `InferenceError`, which concern the model.
  public func faces(in image: PixelImage) throws -> Faces {
    let small = image.scaledDown(toLongestSide: Self.greatestSide)
    let (width, height) = ((small.width + 31) / 32 * 32, (small.height + 31) / 32 * 32)
    let maps = try model.run(small.resizedLinearly(width: width, height: height), width: width)
    guard maps.count >= 3,
      zip(maps, [1, 2, 2]).allSatisfy({ $0.shape == [1, $1, height / 4, width / 4] })
    else { throw model.problem("it gave \(maps) for \(width) x \(height) pixels") }
    let boxes = try maps[0].withElements(of: Float.self) { heat in
      try maps[1].withElements(of: Float.self) { sizes in
        try maps[2].withElements(of: Float.self) { offsets in
          FaceMaps(width: width / 4, height: height / 4, heat: heat, sizes: sizes, offsets: offsets).boxes()
        }
      }
    }
    let (across, down) = (Double(image.width) / Double(width), Double(image.height) / Double(height))
    return Faces(
      boxes.map { box in
        Faces.Face(
          corner: Point(x: box.left * across, y: box.top * down), width: (box.right - box.left) * across,
          height: (box.bottom - box.top) * down, confidence: box.confidence)
      }, width: image.width, height: image.height)
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch {
    SightBatch { picture in try Feature(noting: try faces(in: picture)) }
  }
}
