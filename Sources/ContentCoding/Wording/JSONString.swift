/// Texts as JSON strings.
///
/// Pages have an escaper of their own: what stands in a `script` element must not end it.
public enum JSONString {
  /// Appends `text` in quotation marks: `"`, `\` and control characters are escaped, all else stays as it is.
  public static func append(_ text: String, to bytes: inout [UInt8], carriageReturn: String = "\\r") {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += "\\n".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0D: bytes += carriageReturn.utf8
      case 0..<0x20: bytes += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
