import ContentCoding
import Foundation
import Inference
import Synchronization
import Tokenizers

/// An encoder of texts: a tokenizer, a model, and the output that is the embedding.
///
/// Tokenizer and model are opened when the first text goes through: where all features are cached, they never are.
///
/// A text's embedding does not depend on the texts that it shares a batch with: padding is masked, or where the model
/// takes no mask, only texts of as many tokens share a batch; a model that takes the range of its numbers from the whole
/// batch, as those with weights of a byte do, is given one text at a time. Sums in another order may leave
/// differences in the last bits of single precision; the tests allow 1e-5 and find none.
public final class TextEncoder: TextExtractor {
  /// The model's name; covers its files, the rules for texts and the output that is read.
  public let identity: ExtractorIdentity
  /// How many texts go through the model at once.
  public let batchSize: Int
  private let model: TextModel
  private let tokens: TokenSource

  /// An encoder.
  ///
  /// - Parameters:
  ///   - name: what the encoder is called in the study.
  ///   - model: the `.onnx` file.
  ///   - modelSHA256: the hash over the model's files, the tokenizer's among them, for the fingerprint.
  ///   - tokenizer: the `tokenizer.json`.
  ///   - settings: what the model's other files say.
  ///   - rules: how texts become tokens.
  ///   - reading: the output that is read, and how; one without a name opens the model to find it.
  ///   - options: threads and provider of the session, which several workers share.
  ///   - batchSize: texts a batch.
  /// - Throws: ``InferenceError``, or ``EncoderProblem`` where the model has no such input or output.
  public init(
    name: String, model: URL, modelSHA256: String, tokenizer: URL, settings: ModelSettings,
    rules: TextRules = TextRules(), reading: OutputReading = OutputReading(),
    options: SessionOptions = SessionOptions(), batchSize: Int = 32
  ) throws {
    self.model = TextModel(name: name, file: model, reading: reading, options: options)
    self.batchSize = batchSize
    tokens = TokenSource(file: tokenizer, rules: rules, settings: settings)
    identity = ExtractorIdentity(
      name: name,
      fingerprint: Fingerprint(
        of: Recipe(
          model: modelSHA256, rules: rules, output: try reading.output ?? self.model.opened().output.name,
          pooling: reading.pooling, normalises: reading.normalises)))
  }

  /// Everything that decides the embedding of a text.
  private struct Recipe: Encodable {
    let model: String
    let rules: TextRules
    let output: String
    let pooling: EncoderPooling?
    let normalises: Bool
    let version = 1
  }

  /// How many numbers an embedding has.
  ///
  /// - Returns: the length that the model states, or else gives for a short text.
  /// - Throws: ``InferenceError``, ``EncoderProblem``, or what is wrong with the tokenizer.
  public func dimension() throws -> Int {
    if let stated = try model.opened().output.dimension { return stated }
    guard case .vector(let vector)? = try features(of: ["a"]).first else {
      throw problem("it gives no embedding of the text \"a\"")
    }
    return vector.count
  }

  /// The embeddings of `texts`, in their order; missing for a text that has no tokens.
  public func features(of texts: [String]) throws -> [Feature] {
    guard !texts.isEmpty else { return [] }
    let opened = try model.opened()
    let tokenizer = try tokens.tokenizer(fixedLength: opened.fixedLength)
    var features = [Feature](
      repeating: .missing(Reason(.noText, "the text has no tokens")), count: texts.count)
    let rows = tokenizer.rows(of: texts)
    let batches = TextBatch.batches(
      of: rows.filter { !$0.ids.isEmpty || tokenizer.fixedLength != nil },
      size: min(batchSize, opened.fixedBatch ?? batchSize), masked: opened.isMasked,
      fixed: tokenizer.fixedLength, padding: tokenizer.padding, readsPadding: tokenizer.readsPadding)
    for batch in batches {
      let vectors = try model.embeddings(of: batch, by: opened)
      for (row, vector) in zip(batch.rows, vectors) {
        features[row.index] = Feature(embedding: vector, by: identity.name)
      }
    }
    return features
  }

  /// The ids that the model is given for `texts`, beginning and end included, padding not.
  func tokenIDs(of texts: [String]) throws -> [[Int]] {
    try tokens.tokenizer(fixedLength: try model.opened().fixedLength).rows(of: texts).map(\.ids)
  }

  private func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: identity.name, purpose: .encodeTexts, message: message)
  }
}
