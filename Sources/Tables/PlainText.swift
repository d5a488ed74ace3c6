import Foundation

extension String {
  /// Without white space around it; the text itself where both ends are visible ASCII, as they nearly always are.
  package var trimmed: String {
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    if let first = utf8.first, let last = utf8.last, visible.contains(first), visible.contains(last) {
      return self
    }
    return trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Whether a control character stands in it.
  package var hasControlCharacter: Bool { unicodeScalars.contains(where: \.isControl) }
}

extension Unicode.Scalar {
  /// Whether it is of the category Cc: the C0 and C1 control codes and DEL.
  package var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
