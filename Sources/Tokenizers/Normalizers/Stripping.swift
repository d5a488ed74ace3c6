/// Drops white space at the ends.
struct StripEnds: Normalizer {
  let left: Bool
  let right: Bool

  func apply(to text: inout WorkingText) {
    var (start, end) = (0, text.bytes.count)
    text.bytes.withUnsafeBufferPointer { source in
      while left, start < end {
        let (value, count) = scalar(in: source, at: start)
        guard CharacterKind.isWhitespace(value) else { break }
        start += count
      }
      while right, start < end {
        let last = scalarStart(in: source, before: end, from: start)
        guard CharacterKind.isWhitespace(scalar(in: source, at: last).value) else { break }
        end = last
      }
    }
    if start == 0, end == text.bytes.count { return }
    if start > 0 { text.beginsInput = false }
    text.rewrite { source, output in output.append(source, start, end) }
  }
}

/// Drops marks, decomposed ones only.
struct StripAccents: Normalizer {
  func apply(to text: inout WorkingText) {
    if !text.isASCII { text.map { CharacterKind.isMark($0) ? nil : $0 } }
  }
}

/// The cleaning of sentencepiece's "nmt" rules: some controls vanish, some characters become spaces.
struct NmtCleaning: Normalizer {
  func apply(to text: inout WorkingText) {
    text.map { value in
      switch value {
      case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: nil
      case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: 0x20
      default: value
      }
    }
  }
}

extension WorkingText {
  /// Replaces each scalar by another one, or drops it.
  mutating func map(_ change: (UInt32) -> UInt32?) {
    var dropsFirst = false
    rewrite { source, output in
      var place = 0
      while place < source.count {
        let (value, count) = scalar(in: source, at: place)
        if let changed = change(value) {
          output.append(scalar: changed)
        } else if place == 0 {
          dropsFirst = true
        }
        place += count
      }
    }
    if dropsFirst { beginsInput = false }
  }
}
