import Foundation

extension JSONText {
  /// Reads an object of strings; nil where the text is none.
  static func strings(_ text: String) -> [String: String]? {
    if text == "{}" { return [:] }
    return simple(text) { $0.string() } ?? (try? value([String: String].self, of: text))
  }

  /// Reads an object of numbers; nil where the text is none.
  static func numbers(_ text: String) -> [String: Double]? {
    if text == "{}" { return [:] }
    return simple(text) { $0.number() } ?? (try? value([String: Double].self, of: text))
  }

  /// Reads what this room writes: no spaces, and no escapes but the short ones.
  ///
  /// Gives up (nil) on anything else.
  private static func simple<Value>(
    _ text: String, _ value: (inout Scanner) -> Value?
  ) -> [String: Value]? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = Scanner(bytes: bytes)
      var object: [String: Value] = [:]
      guard scanner.take(UInt8(ascii: "{")) else { return nil }
      repeat {
        guard let key = scanner.string(), scanner.take(UInt8(ascii: ":")), let value = value(&scanner) else {
          return nil
        }
        object[key] = value
      } while scanner.take(UInt8(ascii: ","))
      return scanner.take(UInt8(ascii: "}")) && scanner.isAtEnd ? object : nil
    }
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func string() -> String? {
      guard take(UInt8(ascii: "\"")) else { return nil }
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        if bytes[position] == UInt8(ascii: "\\") { return escapedString(from: start) }
        position += 1
      }
      let end = position
      return take(UInt8(ascii: "\"")) ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
    }

    private mutating func escapedString(from start: Int) -> String? {
      var unescaped = Array(bytes[start..<position])
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        if take(UInt8(ascii: "\\")) {
          guard position < bytes.count else { return nil }
          switch bytes[position] {
          case UInt8(ascii: "\""), UInt8(ascii: "\\"): unescaped.append(bytes[position])
          case UInt8(ascii: "n"): unescaped.append(0x0A)
          case UInt8(ascii: "t"): unescaped.append(0x09)
          case UInt8(ascii: "r"): unescaped.append(0x0D)
          default: return nil
          }
        } else {
          unescaped.append(bytes[position])
        }
        position += 1
      }
      return take(UInt8(ascii: "\"")) ? String(decoding: unescaped, as: UTF8.self) : nil
    }

    mutating func number() -> Double? {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}")
      {
        position += 1
      }
      return Double(String(decoding: bytes[start..<position], as: UTF8.self))
    }
  }
}
