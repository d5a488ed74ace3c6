/// Reads an EXIF block: a TIFF header and its directories.
///
/// Every offset comes from the file and is checked before use; a block that makes no sense is upright.
struct ExifReader {
  private let bytes: UnsafeRawBufferPointer
  private let littleEndian: Bool

  init?(_ bytes: UnsafeRawBufferPointer) {
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

  /// An entry of a directory: where its value lies, in what form, and how many there are.
  struct Entry {
    let type: Int
    let count: Int
    let place: Int
  }

  /// A directory has no more entries.
  private static let entryLimit = 500
  /// Sizes of the types that are read, in bytes.
  private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8]

  /// The entries of the directory at `offset`, by tag; none where it makes no sense.
  func entries(at offset: Int) -> [Int: Entry] {
    guard let count = integer(at: offset, bytes: 2), count <= Self.entryLimit else { return [:] }
    var entries: [Int: Entry] = [:]
    for number in 0..<count {
      let place = offset + 2 + number * 12
      guard let tag = integer(at: place, bytes: 2), let type = integer(at: place + 2, bytes: 2),
        let values = integer(at: place + 4, bytes: 4), let size = Self.sizes[type], values <= 1 << 16
      else { continue }
      let value = values * size <= 4 ? place + 8 : integer(at: place + 8, bytes: 4)
      guard let value, value >= 0, value <= bytes.count - values * size else { continue }
      entries[tag] = Entry(type: type, count: values, place: value)
    }
    return entries
  }

  /// The entries of the directory that an entry points to.
  func directory(_ entry: Entry?) -> [Int: Entry] {
    guard let entry, entry.count == 1, let offset = integer(at: entry.place, bytes: 4) else { return [:] }
    return entries(at: offset)
  }

  /// The text of an entry, without what pads it; nil where it is empty, or no text.
  func text(_ entry: Entry?) -> String? {
    guard let entry, entry.type == 2, entry.count <= 200 else { return nil }
    let text = String(
      decoding: bytes[entry.place..<entry.place + entry.count].prefix { $0 != 0 }, as: UTF8.self)
    let plain = text.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    let trimmed = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Fractions without a sign; none where the entry holds something else, or a fraction of 0.
  func rationals(_ entry: Entry?) -> [Double] {
    guard let entry, entry.type == 5, entry.count <= 8 else { return [] }
    let numbers = (0..<entry.count).map { number -> Double? in
      guard let top = integer(at: entry.place + number * 8, bytes: 4),
        let bottom = integer(at: entry.place + number * 8 + 4, bytes: 4), bottom > 0
      else { return nil }
      return Double(top) / Double(bottom)
    }
    return numbers.compactMap(\.self).count == numbers.count ? numbers.compactMap(\.self) : []
  }

  func integer(at offset: Int, bytes count: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    let field = bytes[offset..<offset + count]
    return littleEndian
      ? field.reversed().reduce(0) { $0 << 8 | Int($1) } : field.reduce(0) { $0 << 8 | Int($1) }
  }
}
