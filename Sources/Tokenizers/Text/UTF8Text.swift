/// The scalar that begins at a place, and how many bytes it takes.
///
/// Texts are UTF-8 throughout, but a normaliser's own data may not be: a byte that begins no scalar is taken for U+FFFD alone.
@inline(__always) func scalar(in bytes: Bytes, at place: Int) -> (value: UInt32, count: Int) {
  let first = bytes[place]
  if first < 0x80 { return (UInt32(first), 1) }
  return wideScalar(in: bytes, at: place)
}

private func wideScalar(in bytes: Bytes, at place: Int) -> (value: UInt32, count: Int) {
  func tail(_ offset: Int) -> UInt32 { UInt32(bytes[place + offset]) & 0x3F }
  let first = UInt32(bytes[place])
  let left = bytes.count - place
  if first >= 0xC2, first < 0xE0, left >= 2 { return ((first & 0x1F) << 6 | tail(1), 2) }
  if first >= 0xE0, first < 0xF0, left >= 3 { return ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
  if first >= 0xF0, first < 0xF5, left >= 4 {
    return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
  return (0xFFFD, 1)
}

/// Where the scalar before a place begins.
@inline(__always) func scalarStart(in bytes: Bytes, before place: Int, from start: Int) -> Int {
  var place = place - 1
  while place > start, bytes[place] & 0xC0 == 0x80 { place -= 1 }
  return place
}

extension [UInt8] {
  /// Appends a scalar as UTF-8.
  @inline(__always) mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      append(UInt8(truncatingIfNeeded: value))
    } else {
      appendWide(value)
    }
  }

  private mutating func appendWide(_ value: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
    if value < 0x800 {
      append(UInt8(truncatingIfNeeded: value >> 6 | 0xC0))
    } else {
      if value < 0x10000 {
        append(UInt8(truncatingIfNeeded: value >> 12 | 0xE0))
      } else {
        append(UInt8(truncatingIfNeeded: value >> 18 | 0xF0))
        append(tail(12))
      }
      append(tail(6))
    }
    append(tail(0))
  }

  /// Appends a part of a text.
  @inline(__always) mutating func append(_ bytes: Bytes, _ start: Int, _ end: Int) {
    if start < end { append(contentsOf: Bytes(rebasing: bytes[start..<end])) }
  }
}

/// Whether the text has `part` at a place.
@inline(__always) func has(_ part: [UInt8], in bytes: Bytes, at place: Int) -> Bool {
  guard part.count <= bytes.count - place else { return false }
  for offset in 0..<part.count where bytes[place + offset] != part[offset] { return false }
  return true
}
