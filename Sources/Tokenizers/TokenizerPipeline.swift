import Synchronization

/// The stages of a tokenizer: added tokens, normaliser, pre-tokenizer, model.
final class TokenizerPipeline: Sendable {
  let model: any TokenModel
  let added: AddedTokens
  let postProcessor: PostProcessor
  let decoder: (any Decoder)?
  private let normalizer: (any Normalizer)?
  private let preTokenizer: (any PreTokenizer)?
  private let idle = Mutex<[TokenizerMemory]>([])

  /// The most working memories that wait for the next text, each with its word cache.
  private static let idleLimit = 16

  /// How many times longer the steps before the model may make a text.
  ///
  /// The tokenizers of published models stay below 1,000. A hostile file could make gigabytes of a caption.
  private static let growthLimit = 16_384

  init(_ file: JSONPlace) throws {
    model = try ModelReader.model(file.required("model"))
    normalizer = try file["normalizer"].map(NormalizerReader.normalizer)
    preTokenizer = try file["pre_tokenizer"].map(PreTokenizerReader.preTokenizer)
    let steps: [any Growing] = (normalizer.map { [$0] } ?? []) + (preTokenizer.map { [$0] } ?? [])
    guard steps.growth <= Self.growthLimit else {
      throw TokenizerError.malformed(
        "normalizer", "and pre_tokenizer can make a text more than \(Self.growthLimit) times longer")
    }
    postProcessor = try file["post_processor"].map { try PostProcessor($0) } ?? .plain
    decoder = try file["decoder"].map(DecoderReader.decoder)
    added = try AddedTokens(file["added_tokens"], model: model, normalizer: normalizer)
  }

  /// Lends working memory that nobody else uses meanwhile.
  func withMemory<Result>(_ body: (TokenizerMemory) -> Result) -> Result {
    let memory = idle.withLock { $0.popLast() } ?? TokenizerMemory()
    defer { idle.withLock { if $0.count < Self.idleLimit { $0.append(memory) } } }
    return body(memory)
  }

  /// The ids of a text, without special tokens around it.
  func ids(of text: String, _ memory: TokenizerMemory) -> [Int] {
    memory.ids.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { bytes in
      if bytes.isEmpty { return }
      memory.sections.removeAll(keepingCapacity: true)
      added.inText.sections(of: bytes, into: &memory.sections)
      for section in memory.sections {
        if let token = section.token {
          memory.ids.append(token)
        } else {
          memory.text.load(bytes, section.start, section.end, beginsInput: section.start == 0)
          appendIDs(memory)
        }
      }
    }
    return memory.ids.map { Int($0) }
  }

  /// Appends the ids of the loaded part of a text.
  private func appendIDs(_ memory: TokenizerMemory) {
    normalizer?.apply(to: &memory.text)
    memory.normalizedSections.removeAll(keepingCapacity: true)
    memory.text.bytes.withUnsafeBufferPointer {
      added.inNormalizedText.sections(of: $0, into: &memory.normalizedSections)
    }
    for section in memory.normalizedSections {
      if let token = section.token {
        memory.ids.append(token)
        continue
      }
      memory.pieces.load(
        memory.text.bytes, section.start, section.end,
        beginsInput: memory.text.beginsInput && section.start == 0)
      preTokenizer?.apply(to: &memory.pieces)
      memory.appendIDs(of: model)
    }
  }
}

/// What the stages write into, kept from text to text.
///
/// `@unchecked Sendable`: `TokenizerPipeline.withMemory` lends each to one caller at a time.
final class TokenizerMemory: @unchecked Sendable {
  var text = WorkingText()
  var pieces = Pieces()
  var ids: [UInt32] = []
  var sections: [AddedTokenFinder.Section] = []
  var normalizedSections: [AddedTokenFinder.Section] = []
  private var model = ModelMemory()
  private var cache = WordCache()

  /// Appends the ids of all pieces.
  func appendIDs(of tokenModel: any TokenModel) {
    pieces.bytes.withUnsafeBufferPointer { bytes in
      for span in pieces.spans where span.start < span.end {
        cache.appendIDs(of: Bytes(rebasing: bytes[span.start..<span.end]), to: &ids) { word, output in
          tokenModel.tokenize(word, into: &output, &model)
        }
      }
    }
  }
}
