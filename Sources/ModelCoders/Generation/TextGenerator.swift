import ContentCoding
import Foundation
import Inference
import Tokenizers

/// A model that answers a text with a text, such as Flan-T5: a tokenizer and an encoder-decoder.
///
/// Answers are greedy, so the same prompt gets the same answer every time, whatever was asked before. The tests hold them
/// against transformers, token for token. Tokenizer and model are opened by the first prompt.
///
/// Safe to use from several threads at the same time.
public final class TextGenerator: PromptAnswering {
  /// The model's name; covers its files and how answers start and end.
  public let identity: ExtractorIdentity
  /// The most tokens of a prompt, its end mark included; what is beyond is cut off before the end mark.
  public let textLength: Int

  private let files: EncoderDecoderFiles
  private let tokenizerFile: URL
  private let settings: GenerationSettings
  private let options: SessionOptions
  private let model = OpenedModel<Opened>()

  private struct Opened: Sendable {
    let decoder: EncoderDecoder
    let tokenizer: Tokenizer
    /// The tokenizer that cuts nothing off.
    let whole: Tokenizer
  }

  /// A generator.
  ///
  /// - Parameters:
  ///   - name: what the model is called in the study.
  ///   - files: its `.onnx` files.
  ///   - modelSHA256: the hash over the model's files, the tokenizer's among them, for the fingerprint.
  ///   - tokenizer: the `tokenizer.json`.
  ///   - settings: how answers start and end, and how long a prompt may be.
  ///   - options: threads and provider of the sessions.
  public init(
    name: String, files: EncoderDecoderFiles, modelSHA256: String, tokenizer: URL,
    settings: GenerationSettings, options: SessionOptions = SessionOptions()
  ) {
    self.files = files
    self.settings = settings
    self.options = options
    tokenizerFile = tokenizer
    textLength = settings.textLength
    identity = ExtractorIdentity(
      name: name, fingerprint: Fingerprint(of: Recipe(model: modelSHA256, settings: settings)))
  }

  /// Everything but the prompt that decides an answer.
  private struct Recipe: Encodable {
    let model: String
    let settings: GenerationSettings
    let version = 1
  }

  /// Whether the prompt has no more tokens than the model reads.
  ///
  /// - Throws: ``InferenceError``, or what is wrong with the tokenizer.
  public func reads(_ prompt: String) throws -> Bool {
    try opened().whole.encode(prompt).count <= textLength
  }

  /// The model's answer to a prompt, without start and end marks.
  ///
  /// - Parameters:
  ///   - prompt: the prompt; what is beyond ``textLength`` is cut off at the end.
  ///   - maxTokens: the most tokens of the answer, its end mark included; longer ones stop there.
  /// - Returns: the answer in words, as the tokenizer puts its tokens together.
  /// - Throws: ``InferenceError``, what is wrong with the tokenizer, or `CancellationError`.
  public func answer(to prompt: String, maxTokens: Int = 32) throws -> String {
    try opened().tokenizer.decode(answerTokens(to: prompt, maxTokens: maxTokens))
  }

  /// How likely the model finds given answers, by teacher forcing: each is read as if the model had written it.
  ///
  /// - Parameters:
  ///   - options: the answers; what is beyond ``textLength`` is cut off.
  ///   - prompt: the prompt; what is beyond ``textLength`` is cut off at the end.
  /// - Returns: a likelihood for each option, in order.
  /// - Throws: ``InferenceError``, what is wrong with the tokenizer, or `CancellationError`.
  public func likelihoods(of options: [String], to prompt: String) throws -> [AnswerLikelihood] {
    let opened = try opened()
    let answers = options.map { opened.tokenizer.encode($0).ids }
    let logarithms = try opened.decoder.logLikelihoods(
      of: answers, from: try tokens(of: prompt), start: settings.start)
    return logarithms.map { AnswerLikelihood(sum: $0.reduce(0, +), tokens: $0.count) }
  }

  /// The ids that the model is given for a prompt.
  func tokens(of prompt: String) throws -> [Int] {
    let ids = try opened().tokenizer.encode(prompt).ids
    guard !ids.isEmpty else {
      throw EncoderProblem(
        name: identity.name, purpose: .writeTexts,
        message: "its tokenizer makes no token of \"\(prompt.prefix(40))\", not even an end mark")
    }
    return ids
  }

  /// The ids of the answer, the one that ends it included.
  func answerTokens(to prompt: String, maxTokens: Int) throws -> [Int] {
    try opened().decoder.generate(
      from: try tokens(of: prompt),
      GenerationRules(start: settings.start, ends: Set(settings.ends), maxTokens: maxTokens))
  }

  private func opened() throws -> Opened {
    try model.value {
      var tokenizer = try Tokenizer(contentsOf: tokenizerFile)
      tokenizer.padding = nil
      tokenizer.truncation = nil
      let whole = tokenizer
      tokenizer.truncation = Truncation(maximumLength: textLength)
      return Opened(
        decoder: try EncoderDecoder(files, options: options), tokenizer: tokenizer, whole: whole)
    }
  }
}
