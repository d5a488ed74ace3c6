/// The tokens that a file adds to those of the model.
struct AddedTokens: Sendable {
  /// Finds tokens in the text as it is.
  let inText: AddedTokenFinder
  /// Finds tokens in the normalised text.
  let inNormalizedText: AddedTokenFinder
  private let ids: Vocabulary
  /// Tokens as they are written in decoded text: normalised, where they are looked for in normalised text.
  private let names: [UInt32: String]
  private let specials: Set<[UInt8]>
  /// The number of tokens that the model does not have.
  let extraCount: Int

  init(_ part: JSONPlace?, model: any TokenModel, normalizer: (any Normalizer)?) throws {
    var tokens: [AddedToken] = []
    var names: [UInt32: String] = [:]
    for entry in try part?.list() ?? [] {
      let token = try AddedToken(entry)
      if token.content.isEmpty { continue }
      if let id = model.vocabulary.id(of: token.content), id != token.id {
        throw TokenizerError.malformed(
          "\(entry.path).id", "is \(token.id); the model has \(id) for \(token.content.debugDescription)")
      }
      tokens.append(token)
      let spelling = [UInt8](token.content.utf8)
      names[token.id] =
        token.isNormalized
        ? String(decoding: Self.normalized(spelling, normalizer), as: UTF8.self) : token.content
    }
    self.names = names
    ids = try Vocabulary(tokens.map { ($0.content, $0.id) })
    specials = Set(tokens.filter(\.isSpecial).map { [UInt8]($0.content.utf8) })
    extraCount =
      Set(
        tokens.filter { model.vocabulary.id(of: $0.content) == nil }.map { [UInt8]($0.content.utf8) }
      ).count
    let plain = tokens.filter { !$0.isNormalized }
    let normalized = tokens.filter(\.isNormalized)
    inText = try AddedTokenFinder(plain, spellings: plain.map { [UInt8]($0.content.utf8) })
    inNormalizedText = try AddedTokenFinder(
      normalized, spellings: normalized.map { Self.normalized([UInt8]($0.content.utf8), normalizer) })
  }

  private static func normalized(_ content: [UInt8], _ normalizer: (any Normalizer)?) -> [UInt8] {
    var text = WorkingText()
    content.withUnsafeBufferPointer { text.load($0, 0, $0.count, beginsInput: true) }
    normalizer?.apply(to: &text)
    return text.bytes
  }

  func id(of token: String) -> UInt32? { ids.id(of: token) }

  func token(of id: UInt32) -> String? { names[id] }

  /// Whether a token is left out of decoded text.
  func isSpecial(_ token: String) -> Bool { specials.contains([UInt8](token.utf8)) }
}
