import ContentCoding
import Foundation

/// Flat JSON objects as they are stored: keys sorted, no spaces, so that equal values are equal texts.
enum JSONText {
  /// An object of strings.
  static func text(of object: [String: String]) -> String {
    object.isEmpty ? "{}" : written(object) { value, buffer in JSONString.append(value, to: &buffer) }
  }

  /// An object of numbers in their shortest exact form; those that are not finite, which JSON cannot hold, are left out.
  static func text(of object: [String: Double]) -> String {
    let finite = object.allSatisfy(\.value.isFinite) ? object : object.filter(\.value.isFinite)
    guard !finite.isEmpty else { return "{}" }
    return written(finite) { value, buffer in
      if value == value.rounded(.towardZero), abs(value) < 1e15 {
        buffer += String(Int64(value)).utf8
      } else {
        buffer += "\(value)".utf8
      }
    }
  }

  /// Any value, keys sorted.
  static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads what ``text(of:)-(Encodable)`` wrote.
  static func value<T: Decodable>(_ type: T.Type, of text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private static func written<Value>(
    _ object: [String: Value], _ appendValue: (Value, inout [UInt8]) -> Void
  ) -> String {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(object.count * 32)
    var mark = UInt8(ascii: "{")
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      buffer.append(mark)
      JSONString.append(key, to: &buffer)
      buffer.append(UInt8(ascii: ":"))
      appendValue(value, &buffer)
      mark = UInt8(ascii: ",")
    }
    buffer.append(UInt8(ascii: "}"))
    return String(decoding: buffer, as: UTF8.self)
  }
}
