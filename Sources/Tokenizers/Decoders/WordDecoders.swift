/// Joins words of `##` pieces.
struct WordPieceDecoder: Decoder {
  let prefix: [UInt8]
  /// Whether spaces before punctuation and in English contractions go.
  let cleansUp: Bool

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.enumerated().map { index, token in
      var token = token
      if index > 0 {
        token = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
      }
      return cleansUp ? Self.cleaned(token) : token
    }
  }

  private static let changes: [(from: [UInt8], to: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { ([UInt8]($0.utf8), [UInt8]($1.utf8)) }

  private static func cleaned(_ token: [UInt8]) -> [UInt8] {
    changes.reduce(token) { $0.replacing($1.from, with: $1.to) }
  }
}

/// Makes spaces of the mark at the end of words.
struct SuffixDecoder: Decoder {
  let suffix: [UInt8]

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    if suffix.isEmpty { return tokens }
    return tokens.enumerated().map { index, token in
      token.replacing(suffix, with: index + 1 == tokens.count ? [] : [0x20])
    }
  }
}

/// Makes spaces of the sign before words.
struct MetaspaceDecoder: Decoder {
  let sign: [UInt8]
  /// Whether the signs of the first token vanish.
  let dropsFirst: Bool

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.enumerated().map { $1.replacing(sign, with: $0 == 0 && dropsFirst ? [] : [0x20]) }
  }
}

/// Makes one token of all.
struct FuseDecoder: Decoder {
  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] { [Array(tokens.joined())] }
}

/// Drops a character at the ends of each token, so many times at most.
struct StripDecoder: Decoder {
  let content: [UInt8]
  let start: Int
  let stop: Int

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.map { token in
      var rest = token[...]
      var count = 0
      while count < start, rest.starts(with: content) {
        rest = rest.dropFirst(content.count)
        count += 1
      }
      count = 0
      while count < stop, rest.suffix(content.count).elementsEqual(content) {
        rest = rest.dropLast(content.count)
        count += 1
      }
      return Array(rest)
    }
  }
}

/// Replaces a pattern in each token.
struct ReplaceDecoder: Decoder {
  let pattern: Pattern
  let content: [UInt8]

  func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let step = Replace(pattern: pattern, content: content)
    return tokens.map { token in
      var text = WorkingText()
      token.withUnsafeBufferPointer { text.load($0, 0, $0.count, beginsInput: true) }
      step.apply(to: &text)
      return text.bytes
    }
  }
}
