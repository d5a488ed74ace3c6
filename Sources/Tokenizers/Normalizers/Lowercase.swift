/// Small letters, each character by itself: a final sigma is like any other.
struct Lowercase: Normalizer {
  func apply(to text: inout WorkingText) {
    text.rewrite { source, output in
      var place = 0
      while place < source.count {
        let wide = firstWide(in: source, from: place)
        for index in place..<wide { output.append(Self.ascii(source[index])) }
        place = wide
        if place < source.count {
          let (value, count) = scalar(in: source, at: place)
          Self.append(value, to: &output)
          place += count
        }
      }
    }
  }

  @inline(__always) static func ascii(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Appends the small letter of a scalar (Unicode 17), which may be several.
  static func append(_ value: UInt32, to output: inout [UInt8]) {
    if value < 0x80 {
      output.append(ascii(UInt8(truncatingIfNeeded: value)))
    } else if let scalar = Unicode.Scalar(value), mayHaveCase(value) {
      output.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    } else {
      output.append(scalar: value)
    }
  }

  /// False for the large blocks without capitals: most of Asia's scripts, and emoji.
  private static func mayHaveCase(_ value: UInt32) -> Bool {
    switch value {
    case 0x0590..<0x10A0, 0x2E80..<0xA640, 0xAC00..<0xFF00, 0x1F200..<0x110000: false
    default: true
    }
  }
}
