/// GPT-2's way: words by its pattern, then each byte as a letter.
///
/// Source: Radford et al., "Language models are unsupervised multitask learners", 2019, and its `encoder.py`.
struct ByteLevel: PreTokenizer {
  /// Whether a space goes before each piece that has none.
  let addsSpace: Bool
  /// What words are; `nil` where something before has cut them already.
  let pattern: Pattern?

  var growth: Int { 3 }

  static func words() throws -> Pattern {
    try Pattern(
      regularExpression: #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#)
  }

  func apply(to pieces: inout Pieces) {
    if addsSpace {
      pieces.rewrite { source, span, _, output in
        if span.start < span.end, source[span.start] != 0x20 { output.append(0x20) }
        output.append(source, span.start, span.end)
      }
    }
    if let pattern { pieces.split(by: pattern, .isolated) }
    pieces.rewrite { source, span, _, output in
      for place in span.start..<span.end { ByteLetters.append(source[place], to: &output) }
    }
  }
}

/// The letters that stand for the 256 bytes, so that any bytes are a text without spaces and controls.
///
/// Printable characters of Latin-1 stand for themselves, the others are U+0100 and on, in order.
enum ByteLetters {
  /// The scalar of each byte.
  static let letters: [UInt16] = {
    var next: UInt16 = 0x100
    return (UInt16(0)..<256).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
      default:
        next += 1
        return next - 1
      }
    }
  }()

  private static let bytes: [UInt8?] = {
    var bytes = [UInt8?](repeating: nil, count: 0x180)
    for (byte, letter) in letters.enumerated() { bytes[Int(letter)] = UInt8(byte) }
    return bytes
  }()

  @inline(__always) static func append(_ byte: UInt8, to output: inout [UInt8]) {
    if byte &- 0x21 <= 0x7E - 0x21 {
      output.append(byte)
    } else {
      output.append(scalar: UInt32(letters[Int(byte)]))
    }
  }

  /// The byte that a letter stands for.
  static func byte(of letter: Unicode.Scalar) -> UInt8? {
    letter.value < bytes.count ? bytes[Int(letter.value)] : nil
  }
}
