import Imaging

/// The containers of videos that frames are taken from.
///
/// The content decides, never the file's name.
public enum VideoFormat: String, Codable, Hashable, Sendable, CaseIterable {
  case mp4, matroska, avi, mpegTransport, mpegProgram, flash, windowsMedia, ogg

  /// So many bytes from the start of a file are enough to tell.
  public static let signatureLength = 1024

  /// The format that `head`, the first ``signatureLength`` bytes of a file, begins with; nil where it is no video.
  ///
  /// Pictures in the same container (AVIF, HEIC) are none.
  public init?(_ head: [UInt8]) {
    if Self.text(head, at: 4, count: 4) == "ftyp" {
      guard !ImageFormat.isPictureInMovieContainer(head) else { return nil }
      self = .mp4
    } else if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
      self = .matroska
    } else if Self.text(head, at: 0, count: 4) == "RIFF", Self.text(head, at: 8, count: 4) == "AVI " {
      self = .avi
    } else if head.starts(with: [0x00, 0x00, 0x01, 0xBA]) || head.starts(with: [0x00, 0x00, 0x01, 0xB3]) {
      self = .mpegProgram
    } else if head.starts(with: Array("FLV".utf8)) {
      self = .flash
    } else if head.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) {
      self = .windowsMedia
    } else if Self.text(head, at: 0, count: 4) == "OggS" {
      self = .ogg
    } else if Self.isTransportStream(head) {
      self = .mpegTransport
    } else if ["moov", "mdat", "wide"].contains(Self.text(head, at: 4, count: 4)) {
      // QuickTime from before there was `ftyp`.
      self = .mp4
    } else {
      return nil
    }
  }

  /// Packets of 188 bytes, each of which begins with 0x47.
  private static func isTransportStream(_ head: [UInt8]) -> Bool {
    head.count > 188 * 3 && (0...3).allSatisfy { head[$0 * 188] == 0x47 }
  }

  private static func text(_ bytes: [UInt8], at offset: Int, count: Int) -> String {
    guard bytes.count >= offset + count else { return "" }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }
}
