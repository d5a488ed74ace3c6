import ContentCoding
import Foundation

/// Takes a key out of texts in which an endpoint repeats it: whole, cut, with blanks or signs between, in Base64 or in
/// hexadecimal digits.
struct KeyMask: Sendable {
  private static let mask = "[key]"
  /// So many characters of a key in a row give it away.
  private static let length = 8

  private let grams: [Set<[UInt8]>]
  private let lengths: [Int]

  init(_ key: String) {
    let bytes = Array(key.utf8)
    let bearer = Array("Bearer \(key)".utf8)
    var forms: [(text: [UInt8], length: Int)] = [(bytes, min(Self.length, max(1, bytes.count)))]
    for shift in 0..<3 {
      // The digits that depend on the key alone, wherever in a group of three bytes it begins.
      let padded = [UInt8](repeating: 0x20, count: shift) + bytes
      let whole = padded.dropLast(padded.count % 3)
      let text = Array(Data(whole).base64EncodedString().utf8).dropFirst(shift == 0 ? 0 : 4)
      forms.append((Array(text), 12))
    }
    forms.append((Array(Data(bearer).base64EncodedString().utf8).dropFirst(8).dropLast(4), 12))
    let hex = Array(bytes.hexadecimal.utf8)
    forms.append((hex, 16))
    let usable = forms.filter { $0.text.count >= $0.length }
    lengths = usable.map(\.length)
    grams = usable.map { form in
      Set((0...(form.text.count - form.length)).map { Array(form.text[$0..<$0 + form.length]) })
    }
  }

  /// `text` with every part of the key masked.
  func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let places = bytes.indices.filter { Self.isSolid(bytes[$0]) }
    let solid = places.map { bytes[$0] }
    let lower = solid.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var hidden = [Bool](repeating: false, count: bytes.count)
    var isFound = false
    for (grams, length) in zip(grams, lengths) where solid.count >= length {
      let source = length == 16 ? lower : solid
      for start in 0...(source.count - length) where grams.contains(Array(source[start..<start + length])) {
        isFound = true
        for place in places[start]...places[start + length - 1] { hidden[place] = true }
      }
    }
    guard isFound else { return text }
    var result: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if !hidden[place] {
        result.append(byte)
      } else if place == 0 || !hidden[place - 1] {
        result += Self.mask.utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What stands between the characters of a spaced key is passed over.
  private static func isSolid(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "."): true
    default: false
    }
  }
}
