/// The header of a NumPy file (format version 1.0) of little-endian float32 in row-major order.
public struct NumPyHeader {
  /// The bytes that stand before the numbers; a multiple of 64.
  public let bytes: [UInt8]

  /// The header of an array of `rows` times `columns`.
  public init(rows: Int, columns: Int) {
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // Magic, version and length take 10 bytes; the data begins at a multiple of 64.
    text += String(repeating: " ", count: (64 - (10 + text.utf8.count + 1) % 64) % 64) + "\n"
    let length = UInt16(text.utf8.count)
    bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
  }
}
