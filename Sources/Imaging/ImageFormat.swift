/// The formats that Codeframe decodes.
///
/// The content decides, never the file's name.
public enum ImageFormat: String, Codable, Hashable, Sendable, CaseIterable {
  case jpeg, png, webp, gif, tiff, avif, heic

  /// The name that people know.
  public var name: String { self == .webp ? "WebP" : rawValue.uppercased() }

  /// The format of `bytes` by their signature.
  ///
  /// - Throws: `ImageProblem.empty`, `.unsupportedFormat` for pictures and films that Codeframe does not read, and
  ///   `.notAPicture` for everything else.
  public static func sniff(_ bytes: UnsafeRawBufferPointer) throws(ImageProblem) -> ImageFormat {
    guard !bytes.isEmpty else { throw .empty }
    let head = Signature(bytes)
    // A file of two bytes may be the start of a JPEG, and is truncated rather than something else.
    if head.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.elementsEqual([0xFF, 0xD8]) { return .jpeg }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if head.says("RIFF") && head.says("WEBP", at: 8) { return .webp }
    if head.says("GIF87a") || head.says("GIF89a") { return .gif }
    if head.isTIFF { return .tiff }
    if head.says("ftyp", at: 4) { return try isobmff(head) }
    throw head.refusal
  }

  /// Chooses between AVIF and HEIC.
  private static func isobmff(_ head: Signature) throws(ImageProblem) -> ImageFormat {
    let brands = head.brands
    if brands.contains(where: { avifBrands.contains($0) }) { return .avif }
    if brands.contains(where: { heicBrands.contains($0) }) { return .heic }
    if brands[0].hasPrefix("crx") { throw .unsupportedFormat(name: "Canon raw") }
    throw .unsupportedFormat(name: "A film or sound file (brand \(brands[0]))")
  }

  /// Whether a file of the container that MP4, AVIF and HEIC share holds a picture, and no film.
  ///
  /// - Parameter head: the first 1,024 bytes of the file, or all it has.
  /// - Returns: whether its brands are those of pictures, also of such as are not read here.
  public static func isPictureInMovieContainer(_ head: [UInt8]) -> Bool {
    head.withUnsafeBytes { bytes in
      let brands = Signature(bytes).brands
      return brands[0].hasPrefix("crx")
        || brands.contains { avifBrands.contains($0) || heicBrands.contains($0) }
    }
  }

  private static let avifBrands: Set = ["avif", "avis"]
  private static let heicBrands: Set = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
}

/// The first bytes of a file, read without ever passing their end.
struct Signature {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(1024))
  }

  func starts(with prefix: [UInt8], at offset: Int = 0) -> Bool {
    bytes.count >= offset + prefix.count && bytes[offset..<offset + prefix.count].elementsEqual(prefix)
  }

  func says(_ text: String, at offset: Int = 0) -> Bool { starts(with: Array(text.utf8), at: offset) }

  var isTIFF: Bool {
    starts(with: [0x49, 0x49, 0x2A, 0x00]) || starts(with: [0x4D, 0x4D, 0x00, 0x2A])
      || starts(with: [0x49, 0x49, 0x2B, 0x00]) || starts(with: [0x4D, 0x4D, 0x00, 0x2B])
  }

  func bigEndian32(at offset: Int) -> Int {
    guard bytes.count >= offset + 4 else { return 0 }
    return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The brands of the `ftyp` box, of which at most 16 are read; the first is the main one.
  var brands: [String] {
    let end = min(bigEndian32(at: 0), 16 + 16 * 4)
    let others = stride(from: 16, to: max(16, end - 3), by: 4)
    return [text(at: 8, count: 4)] + others.map { text(at: $0, count: 4) }
  }

  /// Printable ASCII at `offset`; other bytes become a question mark.
  func text(at offset: Int, count: Int) -> String {
    guard bytes.count >= offset + count else { return "" }
    return String(
      decoding: bytes[offset..<offset + count].map { (0x20..<0x7F).contains($0) ? $0 : 0x3F }, as: UTF8.self)
  }

  private static let otherPictures: [(name: String, prefix: [UInt8])] = [
    ("BMP", Array("BM".utf8)),
    ("JPEG XL", [0xFF, 0x0A]),
    ("JPEG XL", [0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20]),
    ("JPEG 2000", [0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20]),
    ("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
    ("Photoshop", Array("8BPS".utf8)),
    ("An icon", [0x00, 0x00, 0x01, 0x00]),
    ("OpenEXR", [0x76, 0x2F, 0x31, 0x01]),
    ("Radiance HDR", Array("#?RADIANCE".utf8)),
    ("A Matroska or WebM film", [0x1A, 0x45, 0xDF, 0xA3]),
  ]

  private static let otherFiles: [(name: String, prefix: [UInt8])] = [
    ("a PDF document", Array("%PDF".utf8)),
    ("a ZIP archive or an office document", [0x50, 0x4B, 0x03, 0x04]),
    ("a gzip archive", [0x1F, 0x8B]),
    ("a program", [0x7F, 0x45, 0x4C, 0x46]),
    ("an SQLite database", Array("SQLite format 3".utf8)),
  ]

  /// The problem of bytes that start like none of the formats.
  var refusal: ImageProblem {
    if let other = Self.otherPictures.first(where: { starts(with: $0.prefix) }) {
      return .unsupportedFormat(name: other.name)
    }
    if let other = Self.otherFiles.first(where: { starts(with: $0.prefix) }) {
      return .notAPicture(looksLike: other.name)
    }
    let start = String(decoding: bytes, as: UTF8.self).lowercased()
    if start.contains("<svg") { return .unsupportedFormat(name: "SVG") }
    if start.contains("<html") || start.contains("<!doctype html") {
      return .notAPicture(looksLike: "an HTML page")
    }
    if bytes.allSatisfy({ $0 == 0 }) { return .notAPicture(looksLike: "a file of zeros") }
    if bytes.contains(where: { $0 < 0x09 || (0x0E..<0x20).contains($0) && $0 != 0x1B }) {
      return .notAPicture(looksLike: "unknown binary data")
    }
    let first = start.unicodeScalars.first { !$0.properties.isWhitespace }
    if first == "{" || first == "[" { return .notAPicture(looksLike: "JSON") }
    if first == "<" { return .notAPicture(looksLike: "XML") }
    return .notAPicture(looksLike: "text")
  }
}
