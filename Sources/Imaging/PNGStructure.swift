/// What the chunks of a PNG file say; asked where the decoder fails, for libspng gives no reasons.
///
/// Source: PNG specification, third edition, sections 5 (datastream structure) and 11.2 (critical chunks).
enum PNGStructure {
  /// Why the file is no whole picture; nil where its chunks are in order.
  static func problem(in bytes: UnsafeRawBufferPointer) -> ImageProblem? {
    var place = 8
    var hasPixels = false
    while place < bytes.count {
      guard place + 12 <= bytes.count else { return .truncated }
      let length = Int(number(in: bytes, at: place))
      let end = place + 12 + length
      guard end <= bytes.count else { return .truncated }
      let type = UnsafeRawBufferPointer(rebasing: bytes[place + 4..<place + 8])
      let checked = UnsafeRawBufferPointer(rebasing: bytes[place + 4..<end - 4])
      let name = String(
        decoding: type.map { (0x41...0x7A).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
      if name == "IHDR", length >= 8,
        number(in: bytes, at: place + 8) == 0 || number(in: bytes, at: place + 12) == 0
      {
        return .dimensionsZero
      }
      guard checksum(of: checked) == number(in: bytes, at: end - 4) else {
        return .corrupt(detail: "the checksum of its part \(name) is wrong")
      }
      if name == "IDAT" { hasPixels = true }
      if name == "IEND" { return hasPixels ? nil : .corrupt(detail: "it has a header and no pixels") }
      place = end
    }
    return hasPixels ? .truncated : .corrupt(detail: "it has a header and no pixels")
  }

  /// An unsigned number of 4 bytes, the highest first.
  private static func number(in bytes: UnsafeRawBufferPointer, at place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// CRC-32 (ISO 3309), as annex D of the specification computes it.
  private static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    ~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }
}
