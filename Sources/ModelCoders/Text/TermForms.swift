import ContentCoding

/// Which terms a text is taken apart into.
///
/// The bytes of a term are a letter for its kind, `w` or `c`, and its text in UTF-8, so that the word "sea" and the characters
/// "sea" stay apart.
public struct TermForms: Codable, Hashable, Sendable {
  /// How many words in a row make a term.
  let words: ClosedRange<Int>?
  /// How many characters in a row make a term.
  let characters: ClosedRange<Int>?
  /// Words that are passed over, normalised, sorted.
  let stopWords: [String]

  /// The terms that `parameters` ask for.
  public init(_ parameters: TextSVMParameters) {
    words = parameters.wordNgrams?.clamped(to: TextSVMParameters.wordLimit)
    characters = parameters.characterNgrams?.clamped(to: TextSVMParameters.characterLimit)
    stopWords = Set(parameters.stopWords.map(TextTokens.normalised)).sorted()
  }

  static let wordMark = UInt8(ascii: "w")
  static let characterMark = UInt8(ascii: "c")

  /// Calls `body` with the bytes of every term of `text`, as often as it stands there.
  ///
  /// Words in a row are joined by a space, stop words left out first. Characters in a row are Unicode scalars of one run
  /// between white space, with a space on either side; a run that is not longer than n gives itself once (scikit-learn's
  /// `char_wb`).
  func each(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let tokens = TextTokens(text)
    if let words { each(of: tokens.words, lengths: words, body) }
    if let characters {
      for chunk in tokens.chunks { Self.each(of: chunk, lengths: characters, body) }
    }
  }

  private func each(
    of all: [String], lengths: ClosedRange<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let stop = Set(stopWords)
    let words = stop.isEmpty ? all : all.filter { !stop.contains($0) }
    var bytes: [UInt8] = []
    for start in words.indices {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(Self.wordMark)
      for (count, word) in words[start...].prefix(lengths.upperBound).enumerated() {
        if count > 0 { bytes.append(UInt8(ascii: " ")) }
        bytes.append(contentsOf: word.utf8)
        if count + 1 >= lengths.lowerBound { bytes.withUnsafeBufferPointer(body) }
      }
    }
  }

  private static func each(
    of chunk: String, lengths: ClosedRange<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let padded = Array(" \(chunk) ".utf8)
    // Where each scalar begins, and the end.
    let starts = padded.indices.filter { padded[$0] & 0xC0 != 0x80 } + [padded.count]
    let count = starts.count - 1
    var bytes: [UInt8] = []
    for length in lengths {
      for start in 0...max(0, count - length) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(characterMark)
        bytes.append(contentsOf: padded[starts[start]..<starts[min(start + length, count)]])
        bytes.withUnsafeBufferPointer(body)
      }
      if length >= count { break }
    }
  }
}
