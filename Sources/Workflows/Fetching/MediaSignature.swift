/// What a file is by its first bytes, whatever a server calls it.
enum MediaSignature {
  /// The ending of a picture or video that begins so; nil where it is neither, such as a web page or an SVG.
  static func ending(of head: [UInt8]) -> String? {
    func begins(_ bytes: [UInt8], at place: Int = 0) -> Bool { head.dropFirst(place).starts(with: bytes) }
    if begins([0xFF, 0xD8, 0xFF]) { return "jpg" }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if begins(Array("GIF8".utf8)) { return "gif" }
    if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) { return "webp" }
    if begins(Array("RIFF".utf8)), begins(Array("AVI ".utf8), at: 8) { return "avi" }
    if begins([0x49, 0x49, 0x2A, 0x00]) || begins([0x4D, 0x4D, 0x00, 0x2A]) { return "tif" }
    if begins(Array("BM".utf8)), head.count > 14, head[6...9].allSatisfy({ $0 == 0 }) { return "bmp" }
    if begins([0x1A, 0x45, 0xDF, 0xA3]) { return "webm" }
    if begins(Array("ftyp".utf8), at: 4) {
      let brand = String(decoding: head.dropFirst(8).prefix(4), as: UTF8.self)
      switch brand {
      case "avif", "avis": return "avif"
      case "heic", "heix", "hevc", "mif1", "msf1": return "heic"
      case "qt  ": return "mov"
      default: return "mp4"
      }
    }
    return nil
  }
}
