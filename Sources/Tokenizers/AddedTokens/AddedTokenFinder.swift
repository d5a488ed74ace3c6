/// Finds added tokens in a text: at each place the longest, from left to right.
struct AddedTokenFinder: Sendable {
  /// A part of a text: an added token, or what is between.
  struct Section {
    var start: Int
    var end: Int
    var token: UInt32?
  }

  private let trie: ByteTrie
  private let tokens: [AddedToken]
  /// Whether some token begins with a byte.
  private let begins: [Bool]
  private let isEmpty: Bool

  /// Looks for spellings, each that of the token at the same place.
  init(_ tokens: [AddedToken], spellings: [[UInt8]]) throws {
    self.tokens = tokens
    var begins = [Bool](repeating: false, count: 256)
    for spelling in spellings { if let first = spelling.first { begins[Int(first)] = true } }
    self.begins = begins
    isEmpty = !begins.contains(true)
    // Of the same spelling the first token counts.
    trie = try ByteTrie(
      spellings.enumerated().reversed().map { (String(decoding: $1, as: UTF8.self), UInt32($0)) })
  }

  /// Appends the sections of a text that is not empty.
  func sections(of text: Bytes, into sections: inout [Section]) {
    var (gap, place) = (0, 0)
    while !isEmpty, place < text.count {
      if !begins[Int(text[place])] {
        place += 1
        continue
      }
      guard let (index, end) = trie.longest(in: text, from: place) else {
        place += 1
        continue
      }
      let token = tokens[Int(index)]
      var (start, stop) = (place, end)
      place = end
      if token.isSingleWord, Self.touchesWord(text, start, stop) { continue }
      if token.stripsLeft {
        while start > gap {
          let before = scalarStart(in: text, before: start, from: gap)
          guard CharacterKind.isWhitespace(scalar(in: text, at: before).value) else { break }
          start = before
        }
      }
      if token.stripsRight {
        while stop < text.count {
          let (value, count) = scalar(in: text, at: stop)
          guard CharacterKind.isWhitespace(value) else { break }
          stop += count
        }
      }
      // A token before may have taken the white space that this one would begin with.
      start = max(start, gap)
      stop = max(stop, start)
      if gap < start { sections.append(Section(start: gap, end: start, token: nil)) }
      sections.append(Section(start: start, end: stop, token: token.id))
      gap = stop
      place = max(place, stop)
    }
    if gap < text.count { sections.append(Section(start: gap, end: text.count, token: nil)) }
  }

  private static func touchesWord(_ text: Bytes, _ start: Int, _ stop: Int) -> Bool {
    if start > 0 {
      let before = scalarStart(in: text, before: start, from: 0)
      if CharacterKind.isWord(scalar(in: text, at: before).value, joiners: true) { return true }
    }
    return stop < text.count && CharacterKind.isWord(scalar(in: text, at: stop).value, joiners: true)
  }
}
