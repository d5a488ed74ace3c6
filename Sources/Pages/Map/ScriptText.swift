import ContentCoding
import Foundation

/// Texts as JSON strings that can stand within a `script` element: none can end it, open a comment in it or break a
/// line of it.
enum ScriptText {
  /// `text` in quotation marks; `<`, `>`, `&`, control characters and the separators U+2028 and U+2029 are escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    quoted.reserveCapacity(text.utf8.count + 2)
    if text.utf8.allSatisfy(isPlain) {
      quoted += text
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &quoted) }
    }
    return quoted + "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to quoted: inout String) {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "<", ">", "&", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
      false
    case 0x20...0x7E: true
    default: false
    }
  }
}

/// Numbers as base64 of their little-endian bytes.
enum Packed {
  static func integers(_ numbers: some Sequence<Int32>) -> String {
    base64(numbers.map(\.littleEndian))
  }

  static func floats(_ numbers: some Sequence<Double>) -> String {
    base64(numbers.map { Float($0).bitPattern.littleEndian })
  }

  static func doubles(_ numbers: some Sequence<Double>) -> String {
    base64(numbers.map { ($0.isNaN ? Double.nan : $0).bitPattern.littleEndian })
  }

  private static func base64<Word: BitwiseCopyable>(_ words: [Word]) -> String {
    words.withUnsafeBytes { Data($0).base64EncodedString() }
  }
}
