/// Finds the orientation in an EXIF block: a TIFF header and its first directory.
///
/// Every offset comes from the file and is checked before use; a block that makes no sense is upright.
struct ExifReader {
  private let bytes: UnsafeRawBufferPointer
  private let littleEndian: Bool

  private init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0x49, 0x49): littleEndian = true
    case (0x4D, 0x4D): littleEndian = false
    default: return nil
    }
    self.bytes = bytes
  }

  /// The orientation in `exif`, which begins with "II" or "MM".
  static func orientation(in exif: UnsafeRawBufferPointer) -> Orientation {
    guard let reader = ExifReader(exif), let directory = reader.integer(at: 4, bytes: 4),
      let entries = reader.integer(at: directory, bytes: 2)
    else { return .upright }
    for entry in 0..<entries {
      let place = directory + 2 + entry * 12
      guard let tag = reader.integer(at: place, bytes: 2) else { break }
      if tag == 0x0112, reader.integer(at: place + 2, bytes: 2) == 3 {
        return Orientation(tag: reader.integer(at: place + 8, bytes: 2) ?? 1)
      }
    }
    return .upright
  }

  private func integer(at offset: Int, bytes count: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    let field = bytes[offset..<offset + count]
    return littleEndian
      ? field.reversed().reduce(0) { $0 << 8 | Int($1) } : field.reduce(0) { $0 << 8 | Int($1) }
  }
}
