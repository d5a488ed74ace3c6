import ContentCoding
import Foundation
import Imaging
import Inference

/// An encoder of pictures: pre-processing, a model, and the output that is the embedding.
public final class PictureEncoder: MediaExtractor {
  /// The model's name; covers its files, the pre-processing and the output that is read.
  public let identity: ExtractorIdentity
  /// How many pictures go through the model at once.
  public let batchSize: Int
  /// How many numbers an embedding has.
  public let dimension: Int
  private let session: InferenceSession
  private let preprocessor: Preprocessor
  private let input: String
  private let output: String

  /// Opens the model.
  ///
  /// - Parameters:
  ///   - name: what the encoder is called in the study.
  ///   - model: the `.onnx` file.
  ///   - modelSHA256: the hash over the model's files, for the fingerprint.
  ///   - preprocessor: how pictures become tensors.
  ///   - output: the output to read; nil takes `image_embeds`, `pooler_output` or the first one of shape [batch, n].
  ///   - options: threads and provider of the session, which several workers share.
  ///   - batchSize: pictures a batch.
  /// - Throws: ``InferenceError``, or ``EncoderProblem`` where the model has no such input or output.
  public init(
    name: String, model: URL, modelSHA256: String, preprocessor: Preprocessor, output: String? = nil,
    options: SessionOptions = SessionOptions(), batchSize: Int = 16
  ) throws {
    session = try InferenceSession(model: model, options: options)
    guard let pixels = session.inputs.first(where: { $0.name == "pixel_values" && $0.shape.count == 4 })
    else {
      throw EncoderProblem(
        name: name,
        message:
          "it takes \(session.inputs), where a picture encoder takes pixel_values [batch, 3, height, width]")
    }
    let candidates = session.outputs.filter { $0.shape.count == 2 && $0.fixedLength(ofAxis: 1) != nil }
    let wanted = output.map { [$0] } ?? ["image_embeds", "pooler_output"]
    guard
      let embedding = candidates.first(where: { wanted.contains($0.name) })
        ?? (output == nil ? candidates.first : nil),
      let dimension = embedding.fixedLength(ofAxis: 1)
    else {
      throw EncoderProblem(
        name: name,
        message: "it gives \(session.outputs), none of which is one embedding [batch, n] a picture")
    }
    self.preprocessor = preprocessor
    self.batchSize = pixels.fixedLength(ofAxis: 0) ?? batchSize
    self.dimension = dimension
    input = pixels.name
    self.output = embedding.name
    identity = ExtractorIdentity(
      name: name,
      fingerprint: Fingerprint(
        of: Recipe(
          model: modelSHA256, preprocessing: preprocessor.configuration, way: preprocessor.way,
          output: embedding.name,
          version: 1)))
  }

  /// Everything that decides the embedding of a picture.
  private struct Recipe: Codable {
    let model: String
    let preprocessing: PreprocessorConfiguration
    let way: Preprocessor.Way
    let output: String
    let version: Int
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { Batch(encoder: self) }

  private struct Batch: ExtractionBatch {
    let encoder: PictureEncoder
    private var pixels: [Float] = []

    init(encoder: PictureEncoder) {
      self.encoder = encoder
    }

    private var perPicture: Int { encoder.preprocessor.outputCount }

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
      let start = pixels.count
      pixels.append(contentsOf: repeatElement(0, count: perPicture))
      let result = pixels.withUnsafeMutableBufferPointer { buffer in
        Result<Void, ImageProblem> { () throws(ImageProblem) in
          try encoder.preprocessor.tensor(
            from: bytes, into: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
        }
      }
      if case .failure(let problem) = result {
        pixels.removeSubrange(start...)
        throw problem
      }
    }

    mutating func finish() throws -> [MediaFeature] {
      let count = pixels.count / perPicture
      let shape = encoder.preprocessor.outputShape
      let tensor = try Tensor(pixels, shape: [count, shape.channels, shape.height, shape.width])
      pixels.removeAll()
      let outputs = try encoder.session.run([encoder.input: tensor], outputs: [encoder.output])
      guard let embeddings = try outputs[encoder.output]?.elements(of: Float.self),
        embeddings.count == count * encoder.dimension
      else {
        throw EncoderProblem(name: encoder.identity.name, message: "it gave no embedding for each picture")
      }
      return (0..<count).map {
        .vector(Array(embeddings[$0 * encoder.dimension..<($0 + 1) * encoder.dimension]))
      }
    }
  }
}

/// A model that is no picture encoder.
public struct EncoderProblem: Error, CustomStringConvertible {
  let name: String
  let message: String

  /// The model and what is wrong with it.
  public var description: String { "\(name) cannot encode pictures: \(message)" }
}
