/// The encodings in which a table may come.
///
/// All text is UTF-8 once read.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"
  /// Windows-1252, of which printable Latin-1 is a part.
  case windows1252 = "windows-1252"

  /// The code points of the bytes 0x80 to 0x9F in Windows-1252; the five unused bytes map to the
  /// controls of the same number, as the WHATWG Encoding Standard has it.
  static let windows1252High: [UInt32] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]
}

/// What to do with a table that is not UTF-8.
public enum EncodingPolicy: Sendable {
  /// Convert it and say so in a `TableNotice`.
  case convert
  /// Refuse it with a `TableError`.
  case refuse
}
