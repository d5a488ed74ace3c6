/// Turns a stream of UTF-16 bytes into UTF-8; lone surrogates and a last odd byte become U+FFFD.
struct UTF16Transcoder {
  private var firstByte: UInt8?
  private var leading: UInt32?

  /// Takes one byte; false at U+0000.
  mutating func take(_ byte: UInt8, isBigEndian: Bool, to text: inout [UInt8]) -> Bool {
    guard let first = firstByte else {
      firstByte = byte
      return true
    }
    firstByte = nil
    let unit = isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
    if let lead = leading {
      leading = nil
      if (0xDC00...0xDFFF).contains(unit) {
        Self.append(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00), to: &text)
        return true
      }
      Self.append(0xFFFD, to: &text)
    }
    switch unit {
    case 0: return false
    case 0xD800...0xDBFF: leading = unit
    case 0xDC00...0xDFFF: Self.append(0xFFFD, to: &text)
    default: Self.append(unit, to: &text)
    }
    return true
  }

  mutating func finish(_ text: inout [UInt8]) {
    if leading != nil { Self.append(0xFFFD, to: &text) }
    if firstByte != nil { Self.append(0xFFFD, to: &text) }
    (leading, firstByte) = (nil, nil)
  }

  /// Appends the UTF-8 of a code point that is no surrogate and at most U+10FFFF.
  static func append(_ point: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (point >> shift) & 0x3F) }
    switch point {
    case ..<0x80: text.append(UInt8(truncatingIfNeeded: point))
    case ..<0x800: text += [UInt8(truncatingIfNeeded: 0xC0 | point >> 6), tail(0)]
    case ..<0x10000: text += [UInt8(truncatingIfNeeded: 0xE0 | point >> 12), tail(6), tail(0)]
    default: text += [UInt8(truncatingIfNeeded: 0xF0 | point >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
