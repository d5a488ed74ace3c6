/// Checks a stream of chunks against the UTF-8 of RFC 3629 (no surrogates, no overlong forms, at most
/// U+10FFFF) and for NUL, eight bytes at a time where the text is ASCII.
struct UTF8Validator {
  /// The offsets in the stream of the first NUL and of the first byte at which the text stops being UTF-8.
  private(set) var firstNUL: Int?
  private(set) var firstInvalid: Int?
  /// How many well-formed characters beyond ASCII there were, and how many faults.
  private(set) var multibyteCount = 0
  private(set) var invalidCount = 0
  /// Whether a byte occurred that Windows-1252 leaves unused.
  private(set) var hasUnusedWindows1252 = false
  private(set) var offset = 0

  private var pending = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      if pending == 0 {
        while index + 8 <= bytes.count {
          let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          let zeros = (word &- 0x0101_0101_0101_0101) & ~word
          if (word | zeros) & 0x8080_8080_8080_8080 != 0 { break }
          index += 8
        }
        if index == bytes.count { break }
      }
      take(bytes[index], at: offset + index)
      index += 1
    }
    offset += bytes.count
  }

  /// Ends the stream; an unfinished character is a fault.
  mutating func finish() {
    if pending > 0 { fault(at: offset) }
    pending = 0
  }

  private mutating func take(_ byte: UInt8, at place: Int) {
    if pending > 0 {
      if byte >= low && byte <= high {
        (low, high) = (0x80, 0xBF)
        pending -= 1
        if pending == 0 { multibyteCount += 1 }
        noteUnused(byte)
        return
      }
      fault(at: place)
      pending = 0
      (low, high) = (0x80, 0xBF)
    }
    switch byte {
    case 0: if firstNUL == nil { firstNUL = place }
    case 1...0x7F: break
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, low) = (2, 0xA0)
    case 0xED: (pending, high) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, low) = (3, 0x90)
    case 0xF4: (pending, high) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: fault(at: place)
    }
    noteUnused(byte)
  }

  private mutating func noteUnused(_ byte: UInt8) {
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D: hasUnusedWindows1252 = true
    default: break
    }
  }

  private mutating func fault(at place: Int) {
    invalidCount += 1
    if firstInvalid == nil { firstInvalid = place }
  }
}
