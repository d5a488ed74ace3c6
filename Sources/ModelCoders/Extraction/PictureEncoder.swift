import ContentCoding
import Foundation
import Imaging
import Inference

/// An encoder of pictures: pre-processing, a model, and the output that is the embedding.
///
/// The model is opened when the first picture goes through it: where all features are cached, it never is.
public final class PictureEncoder: MediaExtractor {
  /// The model's name; covers its files, the pre-processing and the output that is read.
  public let identity: ExtractorIdentity
  /// How many pictures go through the model at once.
  public let batchSize: Int
  /// Which frames of videos are looked at.
  public let frames: FrameRule
  private let preprocessor: Preprocessor
  private let model: PictureModel

  /// An encoder.
  ///
  /// - Parameters:
  ///   - name: what the encoder is called in the study.
  ///   - model: the `.onnx` file.
  ///   - modelSHA256: the hash over the model's files, for the fingerprint.
  ///   - preprocessor: how pictures become tensors.
  ///   - reading: the output that is read, and how; one without a name opens the model to find it.
  ///   - frames: which frames of videos are looked at; nil for what is usual.
  ///   - options: threads and provider of the session, which several workers share.
  ///   - batchSize: pictures a batch.
  /// - Throws: ``InferenceError``, or ``EncoderProblem`` where the model has no such input or output.
  public convenience init(
    name: String, model: URL, modelSHA256: String, preprocessor: Preprocessor,
    reading: OutputReading = OutputReading(), frames: FrameRule? = nil,
    options: SessionOptions = SessionOptions(),
    batchSize: Int = 8
  ) throws {
    try self.init(
      name: name, model: model, modelSHA256: modelSHA256, preprocessor: preprocessor, reading: reading,
      frames: frames, purpose: .encodePictures, options: options, batchSize: batchSize)
  }

  init(
    name: String, model: URL, modelSHA256: String, preprocessor: Preprocessor, reading: OutputReading,
    frames: FrameRule?, purpose: EncoderProblem.Purpose, options: SessionOptions, batchSize: Int
  ) throws {
    let shape = preprocessor.outputShape
    self.model = PictureModel(
      name: name, file: model, side: (shape.height, shape.width), reading: reading, purpose: purpose,
      options: options)
    self.preprocessor = preprocessor
    self.batchSize = batchSize
    self.frames = frames ?? .usual
    identity = ExtractorIdentity(
      name: name,
      fingerprint: Fingerprint(
        of: Recipe(
          model: modelSHA256, preprocessing: preprocessor.configuration, way: preprocessor.way,
          output: try reading.output ?? self.model.opened().output.name, reading: reading, frames: frames)))
  }

  /// How many numbers an embedding has.
  ///
  /// - Returns: the length that the model states.
  /// - Throws: ``InferenceError`` or ``EncoderProblem`` where the model cannot be opened.
  public func dimension() throws -> Int {
    try model.opened().dimension
  }

  /// What becomes of transparency.
  var alpha: AlphaRule { preprocessor.configuration.alpha }

  /// Everything that decides the embedding of a picture.
  ///
  /// What is as usual is left out, so that what was extracted before it could be otherwise stays valid.
  private struct Recipe: Encodable {
    let model: String
    let preprocessing: PreprocessorConfiguration
    let way: Preprocessor.Way
    let output: String
    /// 2: a damaged JPEG has no feature; before, it could have that of the picture decoded before it.
    let version = 2
    let pooling: EncoderPooling?
    let leadingTokens: Int?
    let normalises: Bool?
    let frames: FrameRule?

    init(
      model: String, preprocessing: PreprocessorConfiguration, way: Preprocessor.Way, output: String,
      reading: OutputReading, frames: FrameRule?
    ) {
      self.model = model
      self.preprocessing = preprocessing
      self.way = way
      self.output = output
      pooling = reading.pooling
      leadingTokens = reading.leadingTokens == 1 ? nil : reading.leadingTokens
      normalises = reading.normalises ? true : nil
      self.frames = frames == .usual ? nil : frames
    }
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { makePictureBatch() }

  /// An empty batch that also takes decoded pictures.
  func makePictureBatch() -> Batch { Batch(encoder: self) }

  struct Batch: ExtractionBatch {
    let encoder: PictureEncoder
    private var pixels: [Float] = []

    fileprivate init(encoder: PictureEncoder) {
      self.encoder = encoder
    }

    private var perPicture: Int { encoder.preprocessor.outputCount }

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
      try fill { (preprocessor, tensor) throws(ImageProblem) in
        try preprocessor.tensor(from: bytes, into: tensor)
      }
    }

    /// Adds a decoded picture.
    mutating func add(_ image: PixelImage) throws(ImageProblem) {
      try fill { (preprocessor, tensor) throws(ImageProblem) in
        try preprocessor.tensor(from: image, into: tensor)
      }
    }

    private mutating func fill(
      _ write: (Preprocessor, UnsafeMutableBufferPointer<Float>) throws(ImageProblem) -> Void
    ) throws(ImageProblem) {
      let start = pixels.count
      pixels.append(contentsOf: repeatElement(0, count: perPicture))
      let result = pixels.withUnsafeMutableBufferPointer { buffer in
        Result<Void, ImageProblem> { () throws(ImageProblem) in
          try write(encoder.preprocessor, UnsafeMutableBufferPointer(rebasing: buffer[start...]))
        }
      }
      if case .failure(let problem) = result {
        pixels.removeSubrange(start...)
        throw problem
      }
    }

    mutating func finish() throws -> [Feature] {
      defer { pixels.removeAll() }
      let count = pixels.count / perPicture
      guard count > 0 else { return [] }
      let model = try encoder.model.opened()
      let size = model.fixedBatch ?? count
      return try stride(from: 0, to: count, by: size).flatMap { start in
        try features(of: start..<min(start + size, count), asBatchOf: size, by: model)
      }
    }

    /// The features of some pictures, with blank ones behind them where the model takes more.
    private func features(
      of pictures: Range<Int>, asBatchOf size: Int, by model: PictureModel.Opened
    ) throws -> [Feature] {
      let shape = encoder.preprocessor.outputShape
      let tensor = try Tensor(shape: [size, shape.channels, shape.height, shape.width], of: Float.self) {
        _ = $0.update(
          fromContentsOf: pixels[pictures.lowerBound * perPicture..<pictures.upperBound * perPicture])
      }
      return try encoder.model.embeddings(of: tensor, count: pictures.count, by: model).map {
        Feature(embedding: $0, by: encoder.identity.name)
      }
    }
  }
}
