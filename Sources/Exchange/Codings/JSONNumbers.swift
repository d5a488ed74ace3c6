import Foundation

/// The numbers of a JSON object just as they are written, so that long ids and the last digits of doubles, which
/// `JSONSerialization` rounds, are kept.
enum JSONNumbers {
  /// The literals of the object's own number members, by key; keys with escapes are left out.
  ///
  /// - Parameter bytes: One object that has been parsed already, hence is well formed.
  /// - Returns: For `{"a": 1.50, "b": [2]}`, `["a": "1.50"]`.
  static func literals(in bytes: Data) -> [String: String] {
    bytes.withUnsafeBytes { scan($0.bindMemory(to: UInt8.self)) }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var literals: [String: String] = [:]
    var (place, depth) = (0, 0)
    var word: Range<Int>?
    var key: String?
    while place < bytes.count {
      switch bytes[place] {
      case 0x22:
        let start = place + 1
        place = start
        var hasEscape = false
        while place < bytes.count, bytes[place] != 0x22 {
          if bytes[place] == 0x5C {
            hasEscape = true
            place += 1
          }
          place += 1
        }
        word = hasEscape || place > bytes.count ? nil : start..<place
      case 0x3A where depth == 1: key = word.map { String(decoding: bytes[$0], as: UTF8.self) }
      case 0x2C: key = nil
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D: depth -= 1
      case 0x2D, 0x30...0x39:
        let end = bytes[place...].firstIndex { !isNumberByte($0) } ?? bytes.count
        if depth == 1, let known = key {
          literals[known] = String(decoding: bytes[place..<end], as: UTF8.self)
        }
        place = end - 1
      default: break
      }
      place += 1
    }
    return literals
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }
}
