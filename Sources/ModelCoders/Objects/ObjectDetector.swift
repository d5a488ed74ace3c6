import ContentCoding
import Foundation
import Imaging
import Inference

/// Finds things in pictures by a model of the DETR family.
///
/// Sources: DETR, Carion and others, ECCV 2020; YOLOS, Fang and others, NeurIPS 2021.
public struct ObjectDetector: MediaExtractor {
  /// From which probability on a thing is kept, as in transformers' `post_process_object_detection`.
  static let leastConfidence = 0.5

  /// `objects`; covers the model's files and how they are used.
  public let identity: ExtractorIdentity
  /// A picture takes a while.
  public let batchSize = 2
  private let model: PixelModel
  private let preprocessing: DetectorPreprocessing
  private let labels: [String]

  /// A detector.
  ///
  /// - Parameters:
  ///   - name: what the model is called.
  ///   - file: the `.onnx` file.
  ///   - sha256: the hash over the model's files, for the fingerprint.
  ///   - preprocessing: how pictures are prepared.
  ///   - labels: what the model tells apart, in the order of its logits; the last logit, for nothing, is not among them.
  ///   - options: threads and provider of the session.
  public init(
    name: String, model file: URL, sha256: String, preprocessing: DetectorPreprocessing, labels: [String],
    options: SessionOptions = SessionOptions()
  ) {
    self.labels = labels
    self.preprocessing = preprocessing
    model = PixelModel(
      name: name, purpose: .findObjects, file: file,
      samples: .normalised(
        factor: preprocessing.factor, mean: preprocessing.mean, deviation: preprocessing.deviation),
      options: options)
    identity = ExtractorIdentity(
      name: "objects", fingerprint: Fingerprint(of: ["objects 1", name, sha256]))
  }

  /// The things in a picture.
  ///
  /// - Throws: ``EncoderProblem`` or `InferenceError`, which concern the model.
  public func objects(in image: PixelImage) throws -> Objects {
    let size = preprocessing.size(ofWidth: image.width, height: image.height)
    let small = image.resized(width: size.width, height: size.height, filter: .bilinear)
    let outputs = try model.run(small, width: size.width)
    guard
      let logits = outputs.first(where: { $0.shape.count == 3 && $0.shape[2] == labels.count + 1 }),
      let boxes = outputs.first(where: {
        $0.shape.count == 3 && $0.shape[2] == 4 && $0.shape[1] == logits.shape[1]
      })
    else {
      throw model.problem(
        "it gave \(outputs), where \(labels.count + 1) logits and 4 numbers of each place were expected")
    }
    let found = try logits.withElements(of: Float.self) { logits in
      try boxes.withElements(of: Float.self) { boxes in
        (0..<boxes.count / 4).compactMap { place in
          object(
            logits: logits[place * (labels.count + 1)..<(place + 1) * (labels.count + 1)],
            box: boxes[place * 4..<place * 4 + 4], in: image)
        }
      }
    }
    return Objects(objects: found, width: image.width, height: image.height)
  }

  /// The thing at a place; nil where nothing is probable enough.
  private func object(
    logits: Slice<UnsafeBufferPointer<Float>>, box: Slice<UnsafeBufferPointer<Float>>, in image: PixelImage
  ) -> Objects.Object? {
    let numbers = logits.map(Double.init)
    let centre = box.map(Double.init)
    guard let greatest = numbers.max(), greatest.isFinite, centre.allSatisfy(\.isFinite) else { return nil }
    let powers = numbers.map { exp($0 - greatest) }
    let sum = powers.reduce(0, +)
    guard let best = labels.indices.max(by: { powers[$0] < powers[$1] }),
      powers[best] / sum > Self.leastConfidence
    else { return nil }
    let (width, height) = (centre[2] * Double(image.width), centre[3] * Double(image.height))
    return Objects.Object(
      label: labels[best], confidence: powers[best] / sum,
      corner: Point(
        x: centre[0] * Double(image.width) - width / 2, y: centre[1] * Double(image.height) - height / 2),
      width: width, height: height)
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch {
    SightBatch { picture in try Feature(noting: try objects(in: picture)) }
  }
}
