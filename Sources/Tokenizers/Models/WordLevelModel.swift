/// Each word is a token or unknown.
struct WordLevelModel: TokenModel {
  let vocabulary: Vocabulary
  private let unknown: UInt32

  init(_ part: JSONPlace) throws {
    vocabulary = try Vocabulary(ModelReader.tokens(part))
    unknown = try ModelReader.id(of: part.required("unk_token"), in: vocabulary)
  }

  func tokenize(_ word: Bytes, into ids: inout [UInt32], _ memory: inout ModelMemory) {
    ids.append(vocabulary.id(of: word) ?? unknown)
  }
}
