import ContentCoding
import Foundation
import Imaging
import Inference
import ModelCoders

/// A model of `Fixtures/models`, with what the Python reference makes of the same pictures and texts.
struct ModelFixture {
  /// What `tools/fixtures/models.py` wrote.
  struct Golden: Decodable {
    let pictures: [String]?
    /// By pooling; `none` for a vector as the model gives it.
    let embeddings: [String: [[Float]]]?
    /// ONNX Runtime's own answers for the other precisions, by name.
    let precisions: [String: [[Float]]]?
    let texts: [String]?
    let ids: [[Int]]?
    /// The length to which the reference filled texts up.
    let padded: Int?
    let textEmbeddings: [String: [[Float]]]?
    let normalised: [[Float]]?
    let labels: [String]?
    let logits: [[Float]]?
    let probabilities: [[Double]]?
    let logitScale: Double?
    let logitBias: Double?
    let logitsPerImage: [[Double]]?
  }

  let name: String
  let folder: URL
  let golden: Golden
  let settings: ModelSettings

  init(_ name: String) throws {
    self.name = name
    folder = Repository.fixture("models/\(name)")
    golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
    settings = try ModelSettings(
      configuration: try Data(contentsOf: folder.appendingPathComponent("config.json")),
      tokenizer: try? Data(contentsOf: folder.appendingPathComponent("tokenizer_config.json")))
  }

  func model(_ part: String) -> URL { folder.appendingPathComponent("onnx/\(part).onnx") }

  func configuration() throws -> PreprocessorConfiguration {
    try PreprocessorConfiguration(
      huggingFace: Data(contentsOf: folder.appendingPathComponent("preprocessor_config.json")))
  }

  func encoder(
    _ part: String, output: String? = nil, pooling: EncoderPooling? = nil, leadingTokens: Int? = nil,
    configuration: PreprocessorConfiguration? = nil, batchSize: Int = 5
  ) throws -> PictureEncoder {
    try PictureEncoder(
      name: name, model: model(part), modelSHA256: name,
      preprocessor: Preprocessor(configuration: try configuration ?? self.configuration()),
      reading: OutputReading(
        output: output, pooling: pooling, leadingTokens: leadingTokens ?? settings.leadingTokens),
      batchSize: batchSize)
  }

  func textEncoder(
    pooling: EncoderPooling? = nil, normalises: Bool = false, rules: TextRules? = nil, batchSize: Int = 8
  ) throws -> TextEncoder {
    try TextEncoder(
      name: name, model: model(golden.pictures == nil ? "model" : "text_model"), modelSHA256: name,
      tokenizer: folder.appendingPathComponent("tokenizer.json"), settings: settings,
      rules: rules ?? TextRules(nil, settings: settings),
      reading: OutputReading(pooling: pooling, normalises: normalises), batchSize: batchSize)
  }

  /// The golden pictures.
  var pictures: [URL] { (golden.pictures ?? []).map { Repository.images.appendingPathComponent($0) } }

  /// The vectors of the golden pictures.
  func vectors(_ extractor: some MediaExtractor) throws -> [[Float]] {
    try extractor.features(of: pictures).compactMap(\.vector)
  }
}
