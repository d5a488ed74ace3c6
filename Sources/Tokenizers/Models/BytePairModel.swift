/// Byte-pair encoding: a word begins as its characters; then the two neighbours that the list of merges has first become one,
/// the leftmost first, until no neighbours are in the list.
///
/// Source: Sennrich et al., "Neural machine translation of rare words with subword units", 2016.
struct BytePairModel: TokenModel {
  /// Longer words are merged by a queue, in a time of n log n.
  private static let shortWord = 48

  let vocabulary: Vocabulary
  private let merges: BytePairMerges
  private let unknown: UInt32?
  private let bytes: ByteTokens?
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  private let fusesUnknown: Bool
  /// Whether a word that is a token is that token, whatever the merges.
  private let prefersWholeWords: Bool

  init(_ part: JSONPlace) throws {
    if let dropout = part["dropout"], try dropout.number() != 0 {
      throw TokenizerError.unsupported("BPE dropout (a random encoding)")
    }
    let vocabulary = try Vocabulary(ModelReader.tokens(part))
    self.vocabulary = vocabulary
    prefix = [UInt8](try part["continuing_subword_prefix"]?.string().utf8 ?? "".utf8)
    suffix = [UInt8](try part["end_of_word_suffix"]?.string().utf8 ?? "".utf8)
    fusesUnknown = try part.bool("fuse_unk", default: false)
    prefersWholeWords = try part.bool("ignore_merges", default: false)
    unknown = try part["unk_token"].map { try ModelReader.id(of: $0, in: vocabulary) }
    bytes = try part.bool("byte_fallback", default: false) ? ByteTokens(in: vocabulary) : nil
    merges = try Self.merges(part.required("merges"), vocabulary, prefix)
  }

  /// Reads both spellings: `"a b"`, and `["a", "b"]`.
  private static func merges(_ part: JSONPlace, _ vocabulary: Vocabulary, _ prefix: [UInt8]) throws
    -> BytePairMerges
  {
    guard case .array(let elements) = part.value else { throw part.wrong("a list") }
    var merges: [(left: UInt32, right: UInt32, result: UInt32)] = []
    merges.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard let (left, right) = pair(element) else {
        if case .string(let line) = element, line.hasPrefix("#version") { continue }
        throw TokenizerError.malformed("\(part.path)[\(index)]", "is not two tokens")
      }
      let joined = [UInt8](left.utf8) + [UInt8](right.utf8).dropFirst(prefix.count)
      guard let first = vocabulary.id(of: left), let second = vocabulary.id(of: right),
        let result = joined.withUnsafeBufferPointer({ vocabulary.id(of: $0) })
      else {
        throw TokenizerError.malformed(
          "\(part.path)[\(index)]", "merges tokens into one, not all of which are in the vocabulary")
      }
      merges.append((first, second, result))
    }
    return BytePairMerges(merges)
  }

  private static func pair(_ value: JSONValue) -> (String, String)? {
    switch value {
    case .string(let line):
      let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      return (String(Substring(parts[0])), String(Substring(parts[1])))
    case .array(let parts):
      guard parts.count == 2, case .string(let left) = parts[0], case .string(let right) = parts[1] else {
        return nil
      }
      return (left, right)
    default: return nil
    }
  }

  func tokenize(_ word: Bytes, into ids: inout [UInt32], _ memory: inout ModelMemory) {
    if prefersWholeWords, let id = vocabulary.id(of: word) {
      ids.append(id)
      return
    }
    begin(word, &memory)
    let count = memory.symbols.count
    if count > 1 {
      if count <= Self.shortWord { mergeShort(&memory) } else { mergeLong(&memory) }
    }
    ids.append(contentsOf: memory.symbols)
  }

  /// Makes symbols of the characters of a word.
  private func begin(_ word: Bytes, _ memory: inout ModelMemory) {
    memory.symbols.removeAll(keepingCapacity: true)
    var hasUnknown = false
    var place = 0
    while place < word.count {
      let end = place + scalar(in: word, at: place).count
      let isAffixed = place > 0 && !prefix.isEmpty || end == word.count && !suffix.isEmpty
      if isAffixed {
        memory.bytes.removeAll(keepingCapacity: true)
        if place > 0 { memory.bytes.append(contentsOf: prefix) }
        memory.bytes.append(word, place, end)
        if end == word.count { memory.bytes.append(contentsOf: suffix) }
        memory.bytes.withUnsafeBufferPointer { add($0, to: &memory.symbols, &hasUnknown) }
      } else {
        add(Bytes(rebasing: word[place..<end]), to: &memory.symbols, &hasUnknown)
      }
      place = end
    }
    if hasUnknown, let unknown { memory.symbols.append(unknown) }
  }

  /// Adds the symbol of a character.
  ///
  /// An unknown one waits, so that the next one can join it.
  @inline(__always)
  private func add(_ character: Bytes, to symbols: inout [UInt32], _ hasUnknown: inout Bool) {
    if let id = vocabulary.id(of: character) {
      if hasUnknown, let unknown { symbols.append(unknown) }
      hasUnknown = false
      symbols.append(id)
    } else if bytes?.append(character, to: &symbols) == true {
      return
    } else if let unknown {
      if hasUnknown, !fusesUnknown { symbols.append(unknown) }
      hasUnknown = true
    }
  }

  private func mergeShort(_ memory: inout ModelMemory) {
    memory.merges.removeAll(keepingCapacity: true)
    for place in 1..<memory.symbols.count {
      memory.merges.append(merges.merge(memory.symbols[place - 1], memory.symbols[place]))
    }
    var count = memory.symbols.count
    memory.symbols.withUnsafeMutableBufferPointer { symbols in
      memory.merges.withUnsafeMutableBufferPointer { pending in
        while count > 1 {
          var (best, place) = (BytePairMerges.none, 0)
          for index in 0..<count - 1 where pending[index] >> 32 < best >> 32 {
            (best, place) = (pending[index], index)
          }
          if best == BytePairMerges.none { break }
          symbols[place] = UInt32(truncatingIfNeeded: best)
          count -= 1
          for index in place + 1..<max(place + 1, count) { symbols[index] = symbols[index + 1] }
          for index in place..<max(place, count - 1) { pending[index] = pending[index + 1] }
          if place > 0 { pending[place - 1] = merges.merge(symbols[place - 1], symbols[place]) }
          if place + 1 < count { pending[place] = merges.merge(symbols[place], symbols[place + 1]) }
        }
      }
    }
    memory.symbols.removeSubrange(count...)
  }

  private func mergeLong(_ memory: inout ModelMemory) {
    let count = memory.symbols.count
    memory.merges.removeAll(keepingCapacity: true)
    memory.links.removeAll(keepingCapacity: true)
    memory.queue.removeAll()
    for place in 0..<count {
      let next = place + 1 < count ? place + 1 : -1
      memory.links.append(SymbolLink(previous: Int32(place - 1), next: Int32(next)))
      let merge = next < 0 ? BytePairMerges.none : merges.merge(memory.symbols[place], memory.symbols[next])
      memory.merges.append(merge)
      if merge != BytePairMerges.none { memory.queue.insert((merge & 0xFFFF_FFFF_0000_0000) | UInt64(place)) }
    }
    while let key = memory.queue.removeFirst() {
      let place = Int(key & 0xFFFF_FFFF)
      let merge = memory.merges[place]
      guard merge != BytePairMerges.none, merge >> 32 == key >> 32 else { continue }
      let right = Int(memory.links[place].next)
      let next = memory.links[right].next
      memory.symbols[place] = UInt32(truncatingIfNeeded: merge)
      memory.links[place].next = next
      memory.links[right].next = -2
      memory.merges[right] = BytePairMerges.none
      if next >= 0 { memory.links[Int(next)].previous = Int32(place) }
      update(place, Int(next), &memory)
      let previous = Int(memory.links[place].previous)
      if previous >= 0 { update(previous, place, &memory) }
    }
    var kept = 0
    for place in 0..<count where memory.links[place].next != -2 {
      memory.symbols[kept] = memory.symbols[place]
      kept += 1
    }
    memory.symbols.removeSubrange(kept...)
  }

  @inline(__always) private func update(_ place: Int, _ next: Int, _ memory: inout ModelMemory) {
    let merge = next < 0 ? BytePairMerges.none : merges.merge(memory.symbols[place], memory.symbols[next])
    memory.merges[place] = merge
    if merge != BytePairMerges.none { memory.queue.insert((merge & 0xFFFF_FFFF_0000_0000) | UInt64(place)) }
  }
}
