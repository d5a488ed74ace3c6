/// The longest token that a word begins with, again and again; a word with an unknown rest is unknown as a whole.
///
/// Source: Schuster and Nakajima, "Japanese and Korean voice search", 2012, as BERT uses it.
struct WordPieceModel: TokenModel {
  let vocabulary: Vocabulary
  private let trie: ByteTrie
  /// Where tokens stand that go on with a word: after the prefix, mostly `##`.
  private let continuing: UInt32
  private let unknown: UInt32
  private let longestWord: Int

  init(_ part: JSONPlace) throws {
    let tokens = try ModelReader.tokens(part)
    vocabulary = try Vocabulary(tokens)
    trie = try ByteTrie(tokens)
    continuing = trie.node(after: try part["continuing_subword_prefix"]?.string().utf8 ?? "##".utf8)
    unknown = try ModelReader.id(of: part.required("unk_token"), in: vocabulary)
    longestWord = try part["max_input_chars_per_word"]?.natural() ?? 100
  }

  func tokenize(_ word: Bytes, into ids: inout [UInt32], _ memory: inout ModelMemory) {
    if word.count > longestWord, word.reduce(0, { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }) > longestWord {
      ids.append(unknown)
      return
    }
    let begin = ids.count
    var place = 0
    while place < word.count {
      let node = place == 0 ? ByteTrie.root : continuing
      guard node != ByteTrie.none, let (id, end) = trie.longest(in: word, from: place, at: node) else {
        ids.removeSubrange(begin...)
        ids.append(unknown)
        return
      }
      ids.append(id)
      place = end
    }
  }
}
