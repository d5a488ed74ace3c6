import Foundation

/// Makes JSON of what Python and JavaScript write in its place.
///
/// `NaN`, `Infinity` and `-Infinity` become `null`; an escape of half a surrogate pair, as where a text was cut within an emoji,
/// becomes U+FFFD. Strings are otherwise left as they are.
enum JSONRepair {
  /// The repaired bytes.
  static func repaired(_ bytes: some Collection<UInt8>) -> Data {
    let source = Array(bytes)
    var result = Data(capacity: source.count)
    var place = 0
    var isInString = false
    while place < source.count {
      let byte = source[place]
      if isInString {
        if byte == quote { isInString = false }
        if byte == backslash {
          let length = escape(in: source, at: place, into: &result)
          place += length
          continue
        }
      } else if byte == quote {
        isInString = true
      } else if let word = words.first(where: { source[place...].starts(with: $0) }) {
        result.append(contentsOf: "null".utf8)
        place += word.count
        continue
      }
      result.append(byte)
      place += 1
    }
    return result
  }

  /// Whether a string holds the escape of a NUL, which no text has.
  static func hasNUL(_ bytes: some Collection<UInt8>) -> Bool {
    var isEscaped = false
    var digits = 0
    var isUnicode = false
    for byte in bytes {
      if isUnicode {
        guard byte == 0x30 else {
          isUnicode = false
          continue
        }
        digits += 1
        if digits == 4 { return true }
      } else if isEscaped {
        isEscaped = false
        (isUnicode, digits) = (byte == 0x75, 0)
      } else if byte == backslash {
        isEscaped = true
      }
    }
    return false
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let words = ["-Infinity", "Infinity", "NaN"].map { Array($0.utf8) }

  /// Copies the escape at `place`, a lone surrogate as U+FFFD, and gives its length.
  private static func escape(in source: [UInt8], at place: Int, into result: inout Data) -> Int {
    guard let first = unit(in: source, at: place) else {
      result.append(contentsOf: source[place..<min(place + 2, source.count)])
      return 2
    }
    if UTF16.isLeadSurrogate(first), let second = unit(in: source, at: place + 6),
      UTF16.isTrailSurrogate(second)
    {
      result.append(contentsOf: source[place..<place + 12])
      return 12
    }
    if UTF16.isLeadSurrogate(first) || UTF16.isTrailSurrogate(first) {
      result.append(contentsOf: "\\uFFFD".utf8)
    } else {
      result.append(contentsOf: source[place..<place + 6])
    }
    return 6
  }

  /// The code unit of the escape `\uXXXX` at `place`.
  private static func unit(in source: [UInt8], at place: Int) -> UInt16? {
    guard place + 6 <= source.count, source[place] == backslash, source[place + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: source[place + 2..<place + 6], as: UTF8.self), radix: 16)
  }
}
