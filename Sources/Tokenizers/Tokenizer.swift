import Foundation

/// A tokenizer as a `tokenizer.json` describes it: text to ids and back.
///
/// The ids are those of the reference library (Hugging Face `tokenizers` 0.23), one for one; `docs/tokenizers.md` says which parts
/// a file may have. A part that is not known is refused when the file is read, never left out.
///
/// Any number of threads may use a tokenizer at once. Any text can be encoded; the time is about proportional to its length.
public struct Tokenizer: Sendable {
  /// How too long texts are cut; `nil` for not at all.
  ///
  /// As the file says, until set.
  public var truncation: Truncation?
  /// How encodings are filled up; `nil` for not at all.
  ///
  /// As the file says, until set.
  public var padding: Padding?

  private let pipeline: TokenizerPipeline

  /// Reads a `tokenizer.json`.
  ///
  /// - Throws: `TokenizerError`, which names the file and the part that is wrong or not supported.
  public init(contentsOf file: URL) throws {
    do {
      let data: Data
      do { data = try Data(contentsOf: file) } catch {
        throw TokenizerError(.unreadable(error.localizedDescription))
      }
      try self.init(json: data)
    } catch var error as TokenizerError {
      error.file = file.path
      throw error
    }
  }

  /// Reads the bytes of a `tokenizer.json`.
  ///
  /// - Throws: `TokenizerError`, which names the part that is wrong or not supported.
  public init(json: Data) throws {
    let file = JSONPlace(value: try JSONParser.value(of: json), path: "")
    _ = try file.object()
    pipeline = try TokenizerPipeline(file)
    truncation = try file["truncation"].map(Limits.truncation)
    padding = try file["padding"].map(Limits.padding)
  }

  /// The ids of a text, cut and padded as `truncation` and `padding` say.
  ///
  /// - Parameters:
  ///   - text: any text, the empty one included.
  ///   - addingSpecialTokens: whether what the file puts around a text is added: `[CLS]`, `</s>` and the like.
  /// - Returns: the encoding; an empty text has special tokens only.
  public func encode(_ text: String, addingSpecialTokens: Bool = true) -> Encoding {
    padded([unpadded(text, nil, addingSpecialTokens)])[0]
  }

  /// The ids of a pair of texts, such as a question and its context.
  ///
  /// - Parameters:
  ///   - first: the first text.
  ///   - second: the second text.
  ///   - addingSpecialTokens: whether what the file puts around and between the texts is added.
  /// - Returns: one encoding of both.
  public func encode(_ first: String, _ second: String, addingSpecialTokens: Bool = true) -> Encoding {
    padded([unpadded(first, second, addingSpecialTokens)])[0]
  }

  /// The ids of texts that a model reads together: with `Padding.Length.longest` all get the length of the longest.
  ///
  /// - Parameters:
  ///   - texts: any texts.
  ///   - addingSpecialTokens: whether what the file puts around a text is added.
  /// - Returns: an encoding for each text, in order.
  public func encode(_ texts: [String], addingSpecialTokens: Bool = true) -> [Encoding] {
    padded(texts.map { unpadded($0, nil, addingSpecialTokens) })
  }

  /// The text of ids, as the file's decoder puts it together; ids that no token has are left out.
  ///
  /// Encoding loses what the normaliser changes, so decoding gives back a similar text, not always the same.
  ///
  /// - Parameters:
  ///   - ids: ids of tokens.
  ///   - skippingSpecialTokens: whether special tokens are left out.
  /// - Returns: the text.
  public func decode(_ ids: [Int], skippingSpecialTokens: Bool = true) -> String {
    let tokens = ids.compactMap(token).filter { !skippingSpecialTokens || !pipeline.added.isSpecial($0) }
    guard let decoder = pipeline.decoder else { return tokens.joined(separator: " ") }
    return String(decoding: decoder.decode(tokens.map { [UInt8]($0.utf8) }).joined(), as: UTF8.self)
  }

  /// The id of a token; `nil` where there is no such token.
  ///
  /// Tokens are compared by their bytes.
  public func id(of token: String) -> Int? {
    (pipeline.added.id(of: token) ?? pipeline.model.vocabulary.id(of: token)).map { Int($0) }
  }

  /// The token of an id; `nil` where no token has it.
  public func token(of id: Int) -> String? {
    guard let id = UInt32(exactly: id) else { return nil }
    return pipeline.added.token(of: id) ?? pipeline.model.vocabulary.token(of: id)
  }

  /// The number of different tokens, added ones included.
  public var vocabularySize: Int { pipeline.model.vocabulary.count + pipeline.added.extraCount }

  private func unpadded(_ first: String, _ second: String?, _ addingSpecialTokens: Bool) -> Encoding {
    let (ids, others) = pipeline.withMemory { memory in
      (pipeline.ids(of: first, memory), second.map { pipeline.ids(of: $0, memory) })
    }
    let special = addingSpecialTokens ? pipeline.postProcessor.specialCount(isPair: second != nil) : 0
    guard let truncation, ids.count + (others?.count ?? 0) > truncation.maximumLength - special else {
      return pipeline.postProcessor.encoding(ids[...], others?[...], addingSpecialTokens: addingSpecialTokens)
    }
    let kept = truncation.kept(ids.count, others?.count, room: truncation.maximumLength - special)
    func cut(_ ids: [Int], _ count: Int) -> ArraySlice<Int> {
      truncation.direction == .right ? ids.prefix(count) : ids.suffix(count)
    }
    return pipeline.postProcessor.encoding(
      cut(ids, kept.first), others.map { cut($0, kept.second) }, addingSpecialTokens: addingSpecialTokens)
  }

  private func padded(_ encodings: [Encoding]) -> [Encoding] {
    guard let padding else { return encodings }
    let target = padding.target(longest: encodings.map(\.count).max() ?? 0)
    return encodings.map { padding.padded($0, to: target) }
  }
}
