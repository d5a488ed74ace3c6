import ContentCoding

/// An object of JSON, written piece by piece, so that a schema keeps the order of its keys and a picture is copied once.
struct WireText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Bytes of `{...}` with what `body` writes.
  static func object(_ body: (inout WireText) -> Void) -> [UInt8] {
    var text = WireText()
    text.bytes.append(UInt8(ascii: "{"))
    body(&text)
    text.bytes.append(UInt8(ascii: "}"))
    return text.bytes
  }

  /// Bytes of `[...]`.
  static func array(_ elements: [[UInt8]]) -> [UInt8] {
    var bytes = [UInt8(ascii: "[")]
    for (place, element) in elements.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += element
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  /// Bytes of a string.
  static func string(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    // Paid answers are kept by the bytes of their requests, which have always had this form of a carriage return.
    JSONString.append(text, to: &bytes, carriageReturn: #"\u000d"#)
    return bytes
  }

  /// Writes a field whose value is JSON already.
  mutating func set(_ name: String, json value: some Sequence<UInt8>) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    bytes += Self.string(name)
    bytes.append(UInt8(ascii: ":"))
    bytes += value
  }

  /// Writes a field of text.
  mutating func set(_ name: String, _ value: String) { set(name, json: Self.string(value)) }

  /// Writes a field of a whole number.
  mutating func set(_ name: String, _ value: Int) { set(name, json: "\(value)".utf8) }

  /// Writes a field of a number; one that JSON does not have is left out.
  mutating func set(_ name: String, _ value: Double) {
    guard value.isFinite else { return }
    set(name, json: (value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)").utf8)
  }

  /// Writes a field of a truth.
  mutating func set(_ name: String, _ value: Bool) { set(name, json: (value ? "true" : "false").utf8) }
}
