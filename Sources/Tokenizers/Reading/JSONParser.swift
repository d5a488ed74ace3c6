import Foundation

/// Reads one JSON text (RFC 8259), strictly, to a limited depth.
struct JSONParser {
  /// The deepest nesting that is read.
  ///
  /// No tokenizer comes near it, and the parser calls itself at each level.
  static let depthLimit = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The value that the bytes hold.
  ///
  /// - Throws: `TokenizerError` of kind `notJSON` with the place.
  static func value(of data: Data) throws -> JSONValue {
    try [UInt8](data).withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes: bytes)
      let value = try parser.value(depth: 0)
      guard parser.peek() == nil else { throw parser.failure("there is more after the end") }
      return value
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func failure(_ reason: String) -> TokenizerError {
    TokenizerError(.notJSON(reason: reason, byte: position))
  }

  /// The next byte that is not white space.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws -> JSONValue {
    guard depth < Self.depthLimit else { throw failure("nested deeper than \(Self.depthLimit) levels") }
    guard let byte = peek() else { throw failure("the text ends too early") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("no value begins like this")
    }
  }

  private mutating func object(depth: Int) throws -> JSONValue {
    position += 1
    var members: [(key: String, value: JSONValue)] = []
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing") }
      members.append((key, try value(depth: depth + 1)))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("a comma or a closing brace is missing") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("a comma or a closing bracket is missing") }
    return .array(elements)
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
    let count = text.utf8CodeUnitCount
    guard count <= bytes.count - position,
      (0..<count).allSatisfy({ bytes[position + $0] == text.utf8Start[$0] })
    else { throw failure("no value begins like this") }
    position += count
    return value
  }

  private mutating func number() throws -> JSONValue {
    var number = JSONNumber()
    func digit(_ place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }
    if bytes[position] == UInt8(ascii: "-") {
      number.isNegative = true
      position += 1
    }
    guard digit(position), bytes[position] != UInt8(ascii: "0") || !digit(position + 1) else {
      throw failure("this is no number")
    }
    func takeDigits(isFraction: Bool) {
      while digit(position) {
        number.take(bytes[position] - 0x30, isFraction: isFraction)
        position += 1
      }
    }
    takeDigits(isFraction: false)
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard digit(position) else { throw failure("this is no number") }
      takeDigits(isFraction: true)
    }
    guard let value = number.value(timesTenTo: try power()) else {
      throw failure("the number is out of range")
    }
    return .number(value)
  }

  /// The power of ten after an `e`, or 0; beyond a million it makes no difference.
  private mutating func power() throws -> Int {
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return 0 }
    position += 1
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative || position < bytes.count && bytes[position] == UInt8(ascii: "+") { position += 1 }
    guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else {
      throw failure("this is no number")
    }
    var power = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      power = min(1_000_000, power * 10 + Int(bytes[position] - 0x30))
      position += 1
    }
    return isNegative ? -power : power
  }

  private mutating func string() throws -> String {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C, bytes[position] >= 0x20 {
      position += 1
    }
    guard position < bytes.count else { throw failure("a quote is not closed") }
    if bytes[position] == 0x22 {
      let text = String(validating: bytes[start..<position], as: UTF8.self)
      position += 1
      guard let text else { throw failure("the string is not UTF-8") }
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws -> String {
    var content = [UInt8](bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        position += 1
        guard let text = String(validating: content, as: UTF8.self) else {
          throw failure("the string is not UTF-8")
        }
        return text
      }
      guard byte >= 0x20 else { throw failure("a control character in a string") }
      position += 1
      if byte == 0x5C { try escape(into: &content) } else { content.append(byte) }
    }
    throw failure("a quote is not closed")
  }

  private mutating func escape(into content: inout [UInt8]) throws {
    guard position < bytes.count else { throw failure("a quote is not closed") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var value = try fourHexDigits()
      if (0xD800..<0xDC00).contains(value) {
        guard position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == UInt8(ascii: "u")
        else {
          throw failure("half of a surrogate pair")
        }
        position += 2
        let low = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw failure("half of a surrogate pair") }
      content.append(contentsOf: String(scalar).utf8)
    default: throw failure("an unknown escape")
    }
  }

  private mutating func fourHexDigits() throws -> UInt32 {
    guard bytes.count - position >= 4,
      let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
      digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let value = UInt32(digits, radix: 16)
    else { throw failure("four hexadecimal digits are missing") }
    position += 4
    return value
  }
}
