/// Puts a text in the place of each match of a pattern.
struct Replace: Normalizer {
  let pattern: Pattern
  let content: [UInt8]

  /// A pattern may match between any two bytes.
  var growth: Int { content.count + 1 }

  func apply(to text: inout WorkingText) {
    var search = PatternSearch()
    var matches: [Match] = []
    text.bytes.withUnsafeBufferPointer { source in
      pattern.findAll(in: source, Span(start: 0, end: source.count), into: &matches, &search)
    }
    guard matches.contains(where: \.isMatch) else { return }
    if content.isEmpty, let first = matches.first, first.isMatch, first.start < first.end {
      text.beginsInput = false
    }
    text.rewrite { source, output in
      for match in matches {
        if match.isMatch {
          output.append(contentsOf: content)
        } else {
          output.append(source, match.start, match.end)
        }
      }
    }
  }
}

/// Puts a text before any text that is not empty.
struct Prepend: Normalizer {
  let text: [UInt8]

  var growth: Int { text.count + 1 }

  func apply(to working: inout WorkingText) {
    if working.bytes.isEmpty { return }
    working.rewrite { source, output in
      output.append(contentsOf: text)
      output.append(contentsOf: source)
    }
  }
}

/// Writes each byte as the letter that stands for it; see `ByteLetters`.
struct ByteLevelNormalizer: Normalizer {
  var growth: Int { 2 }

  func apply(to text: inout WorkingText) {
    text.rewrite { source, output in
      for byte in source { ByteLetters.append(byte, to: &output) }
    }
  }
}
