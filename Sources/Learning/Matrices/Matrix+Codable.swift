import Foundation

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey { case rows, columns, float32 }

  /// Reads what `encode(to:)` wrote; a size that does not match the entries is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    let bytes = try container.decode(Data.self, forKey: .float32)
    guard let count = Matrix.count(rows, columns), bytes.count % 4 == 0, count == bytes.count / 4 else {
      throw DecodingError.dataCorruptedError(
        forKey: .float32, in: container,
        debugDescription: "a \(rows) x \(columns) matrix cannot have \(bytes.count) bytes")
    }
    let storage = bytes.withUnsafeBytes { raw in
      (0..<count).map {
        Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
      }
    }
    self.init(rows: rows, columns: columns, storage: storage)
  }

  /// Writes the sides and the entries as little-endian 32-bit floats (in JSON: base64), exactly and in little room.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    let bytes = storage.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    try container.encode(bytes, forKey: .float32)
  }
}
