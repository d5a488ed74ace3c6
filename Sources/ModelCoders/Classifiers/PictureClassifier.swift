import ContentCoding
import Foundation
import Imaging
import Inference

/// A model that gives pictures labels of its own, such as ImageNet's.
///
/// Its feature is the vector of logits, one for each label, so that it is cached as an embedding is, and another mapping of
/// the labels to a codebook's categories needs no new run of the model.
public struct PictureClassifier: MediaExtractor {
  /// The labels, and how logits become probabilities.
  public let labels: ClassifierLabels
  private let encoder: PictureEncoder

  /// A classifier.
  ///
  /// - Parameters:
  ///   - name: what the model is called in the study.
  ///   - model: the `.onnx` file.
  ///   - modelSHA256: the hash over the model's files, for the fingerprint.
  ///   - preprocessor: how pictures become tensors.
  ///   - labels: the labels, as `config.json` has them.
  ///   - output: the output of shape [batch, labels].
  ///   - frames: which frames of videos are looked at; nil for what is usual.
  ///   - options: threads and provider of the session, which several workers share.
  ///   - batchSize: pictures a batch.
  /// - Throws: nothing yet; what is wrong with the model shows when it is opened.
  public init(
    name: String, model: URL, modelSHA256: String, preprocessor: Preprocessor, labels: ClassifierLabels,
    output: String = "logits", frames: FrameRule? = nil, options: SessionOptions = SessionOptions(),
    batchSize: Int = 8
  ) throws {
    self.labels = labels
    encoder = try PictureEncoder(
      name: name, model: model, modelSHA256: modelSHA256, preprocessor: preprocessor,
      reading: OutputReading(output: output), frames: frames, purpose: .classifyPictures, options: options,
      batchSize: batchSize)
  }

  /// The model's name; covers its files, the pre-processing and the output that is read.
  public var identity: ExtractorIdentity { encoder.identity }
  /// How many pictures go through the model at once.
  public var batchSize: Int { encoder.batchSize }
  /// Which frames of videos are looked at.
  public var frames: FrameRule { encoder.frames }

  /// Opens the model and compares it with the labels.
  ///
  /// - Returns: how many labels there are.
  /// - Throws: ``InferenceError`` or ``EncoderProblem`` where the model cannot be opened or gives another number of logits.
  public func dimension() throws -> Int {
    let dimension = try encoder.dimension()
    guard dimension == labels.names.count else {
      throw EncoderProblem(
        name: identity.name, purpose: .classifyPictures,
        message: "it gives \(dimension) logits, and config.json names \(labels.names.count) labels")
    }
    return dimension
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { Batch(classifier: self, pictures: encoder.makeBatch()) }

  private struct Batch: ExtractionBatch {
    let classifier: PictureClassifier
    var pictures: any ExtractionBatch

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) { try pictures.add(bytes) }

    mutating func add(_ frame: PixelImage) throws(ImageProblem) { try pictures.add(frame) }

    mutating func finish() throws -> [Feature] {
      _ = try classifier.dimension()
      return try pictures.finish()
    }
  }
}
