/// Reads one JSON value (RFC 8259) that starts anywhere in a text, and says where it ends.
///
/// What models write is not trusted: nesting is limited to ``depthLimit``, and the work to a budget of bytes that several
/// attempts share.
struct JSONScanner {
  /// The deepest nesting that is read; the scanner calls itself at each level.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0
  /// How many more bytes may be looked at.
  private(set) var budget: Int

  /// Why a value cannot be read.
  enum Failure: Error, Hashable {
    /// The text ends inside the value.
    case cutOff
    /// The text is no JSON here.
    case malformed
    /// Nested too deep, or too much work.
    case tooMuch
  }

  init(_ bytes: [UInt8], budget: Int) {
    self.bytes = bytes
    self.budget = budget
  }

  /// The value that starts at `start`, and the byte after it.
  mutating func value(at start: Int) throws(Failure) -> (value: JSON, end: Int) {
    position = start
    let value = try read(depth: 0)
    return (value, position)
  }

  /// The value that `text` is, with nothing but white space around it; nil where it is none.
  static func whole(_ text: String) -> JSON? {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, budget: 2 * bytes.count + 100)
    guard let (value, end) = try? scanner.value(at: 0),
      bytes[end...].allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) })
    else { return nil }
    return value
  }

  private mutating func step() throws(Failure) {
    position += 1
    budget -= 1
    if budget <= 0 { throw .tooMuch }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The next byte that is not white space.
  private mutating func peek() throws(Failure) -> UInt8 {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: try step()
      default: return byte
      }
    }
    throw .cutOff
  }

  private mutating func take(_ byte: UInt8) throws(Failure) -> Bool {
    guard try peek() == byte else { return false }
    try step()
    return true
  }

  private mutating func read(depth: Int) throws(Failure) -> JSON {
    guard depth < Self.depthLimit else { throw .tooMuch }
    switch try peek() {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default: throw .malformed
    }
  }

  private mutating func members(depth: Int) throws(Failure) -> [JSON.Member] {
    try step()
    var members: [JSON.Member] = []
    if try take(UInt8(ascii: "}")) { return members }
    repeat {
      guard try peek() == UInt8(ascii: "\"") else {
        // Models like a comma after the last member.
        if !members.isEmpty, try take(UInt8(ascii: "}")) { return members }
        throw .malformed
      }
      let name = try string()
      guard try take(UInt8(ascii: ":")) else { throw .malformed }
      _ = try peek()
      let start = position
      let value = try read(depth: depth + 1)
      members.append(JSON.Member(name, value, place: start..<position))
    } while try take(UInt8(ascii: ","))
    guard try take(UInt8(ascii: "}")) else { throw .malformed }
    return members
  }

  private mutating func elements(depth: Int) throws(Failure) -> [JSON] {
    try step()
    var elements: [JSON] = []
    repeat {
      if try take(UInt8(ascii: "]")) { return elements }
      elements.append(try read(depth: depth + 1))
    } while try take(UInt8(ascii: ","))
    guard try take(UInt8(ascii: "]")) else { throw .malformed }
    return elements
  }

  private mutating func word(_ text: String, _ value: JSON) throws(Failure) -> JSON {
    for byte in text.utf8 {
      guard let found = current else { throw .cutOff }
      guard found == byte else { throw .malformed }
      try step()
    }
    return value
  }

  private mutating func number() throws(Failure) -> JSON {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { try step() }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text.utf8.count <= 400, let number = Double(text), number.isFinite else { throw .malformed }
    return .number(number)
  }

  private mutating func string() throws(Failure) -> String {
    try step()
    var content: [UInt8] = []
    while let byte = current {
      try step()
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &content)
      default: content.append(byte)
      }
    }
    throw .cutOff
  }

  private mutating func escape(into content: inout [UInt8]) throws(Failure) {
    guard let byte = current else { throw .cutOff }
    try step()
    switch byte {
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: String(try scalar()).utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    default: throw .malformed
    }
  }

  /// The character after `\u`; half of a surrogate pair becomes the replacement character.
  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    let first = try fourDigits()
    if (0xD800..<0xDC00).contains(first), current == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      try step()
      try step()
      let second = try fourDigits()
      if (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current else { throw .cutOff }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
      value = value << 4 + UInt32(digit)
      try step()
    }
    return value
  }
}
