/// The tokens of a word whose probabilities have the largest product.
///
/// Source: Kudo, "Subword regularization", 2018, found by Viterbi's algorithm in one pass over the word. A character that no token
/// has alone costs 10 more than the least likely token; neighbours of this kind are one unknown token, or their bytes.
struct UnigramModel: TokenModel {
  /// The best way to a place in the word.
  struct Path {
    var score: Double
    /// Where its last token starts; -1 where there is no way yet.
    var start: Int32
    var id: UInt32
  }

  let vocabulary: Vocabulary
  private let trie: ByteTrie
  private let scores: FrozenArray<Double>
  private let unknown: UInt32
  private let unknownScore: Double
  private let bytes: ByteTokens?

  init(_ part: JSONPlace) throws {
    let entries = try part.required("vocab").list()
    var tokens: [(token: String, id: UInt32)] = []
    var scores: [Double] = []
    for (id, entry) in entries.enumerated() {
      let pair = try entry.list()
      guard pair.count == 2 else { throw entry.wrong("a token and its score") }
      tokens.append((try pair[0].string(), UInt32(truncatingIfNeeded: id)))
      scores.append(try pair[1].number())
    }
    guard let setting = part["unk_id"] else {
      throw TokenizerError.unsupported("a Unigram model without unk_id")
    }
    let unknown = try setting.natural()
    guard unknown < tokens.count else {
      throw TokenizerError.malformed(setting.path, "is \(unknown); the vocabulary has \(tokens.count) tokens")
    }
    vocabulary = try Vocabulary(tokens)
    trie = try ByteTrie(tokens)
    self.unknown = UInt32(unknown)
    unknownScore = (scores.min() ?? 0) - 10
    self.scores = FrozenArray(scores)
    bytes = try part.bool("byte_fallback", default: false) ? ByteTokens(in: vocabulary) : nil
  }

  func tokenize(_ word: Bytes, into ids: inout [UInt32], _ memory: inout ModelMemory) {
    findPaths(word, &memory.paths)
    memory.places.removeAll(keepingCapacity: true)
    var end = word.count
    while end > 0 {
      let path = memory.paths[end]
      let start = Int(path.start)
      if path.id == unknown, let last = memory.places.last, last.start == end,
        memory.paths[last.end].id == unknown
      {
        memory.places[memory.places.count - 1].start = start
      } else {
        memory.places.append(Span(start: start, end: end))
      }
      end = start
    }
    for place in memory.places.reversed() {
      let id = memory.paths[place.end].id
      if id != unknown {
        ids.append(id)
      } else {
        appendUnknown(Bytes(rebasing: word[place.start..<place.end]), to: &ids)
      }
    }
  }

  /// Several unknown characters together may still be a token.
  private func appendUnknown(_ part: Bytes, to ids: inout [UInt32]) {
    if let id = vocabulary.id(of: part) {
      ids.append(id)
    } else if bytes?.append(part, to: &ids) != true {
      ids.append(unknown)
    }
  }

  private func findPaths(_ word: Bytes, _ paths: inout [Path]) {
    paths.removeAll(keepingCapacity: true)
    paths.append(contentsOf: repeatElement(Path(score: 0, start: -1, id: 0), count: word.count + 1))
    paths.withUnsafeMutableBufferPointer { paths in
      var start = 0
      while start < word.count {
        let before = paths[start].score
        let next = start + scalar(in: word, at: start).count
        var hasSingle = false
        func offer(_ end: Int, _ id: UInt32, _ score: Double) {
          if paths[end].start < 0 || score > paths[end].score {
            paths[end] = Path(score: score, start: Int32(truncatingIfNeeded: start), id: id)
          }
        }
        var node = ByteTrie.root
        var end = start
        while end < word.count {
          node = trie.child(of: node, word[end])
          if node == ByteTrie.none { break }
          end += 1
          let id = trie.value(at: node)
          if id != ByteTrie.none {
            offer(end, id, scores[Int(id)] + before)
            if end == next { hasSingle = true }
          }
        }
        if !hasSingle { offer(next, unknown, unknownScore + before) }
        start = next
      }
    }
  }
}
