import Foundation

/// What a camera wrote into a picture beside the pixels: when, by which camera, and where.
///
/// Platforms strip it from what they show; Flickr, archives and people's own files have it. GIF has no place for it.
/// Source: EXIF 2.32 (CIPA DC-008).
public struct CameraRecord: Hashable, Sendable {
  /// The camera's clock when the picture was taken, as `2024-01-31T12:00:00`: it has no zone, unless the file says one (`+01:00`).
  public let time: String?
  /// Maker and model, the maker not said twice.
  public let camera: String?
  /// Degrees north and east, from -90 to 90 and from -180 to 180.
  public let place: Place?

  /// Where a picture was taken.
  public struct Place: Hashable, Sendable {
    /// Degrees north; south is negative.
    public let latitude: Double
    /// Degrees east; west is negative.
    public let longitude: Double
  }

  /// Reads a file; nil where it is no picture, or says nothing of this.
  ///
  /// - Parameter file: The whole file.
  public init?(of file: some ContiguousBytes) {
    let found = file.withUnsafeBytes { bytes in Self.withBlock(of: bytes, Self.read) }
    guard let (time, camera, place) = found, time != nil || camera != nil || place != nil else {
      return nil
    }
    (self.time, self.camera, self.place) = (time, camera, place)
  }

  /// Gives `body` the EXIF block of a file of any format, a TIFF being such a block itself.
  ///
  /// - Returns: What `body` makes of it; nil where there is none.
  private static func withBlock<Result>(
    of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result?
  ) -> Result? {
    guard let format = try? ImageFormat.sniff(bytes) else { return nil }
    switch format {
    case .jpeg:
      guard bytes.count > 4, let range = JPEGStructure(bytes).exif else { return nil }
      return body(UnsafeRawBufferPointer(rebasing: bytes[range]))
    case .tiff: return body(bytes)
    case .gif: return nil
    case .png, .webp, .avif, .heic:
      return (try? VipsDecoder(bytes, as: format).exif)?.flatMap { $0.withUnsafeBytes(body) }
    }
  }

  private static func read(_ block: UnsafeRawBufferPointer) -> (String?, String?, Place?)? {
    guard let reader = ExifReader(block), let start = reader.integer(at: 4, bytes: 4) else { return nil }
    let main = reader.entries(at: start)
    let taken = reader.directory(main[Tag.takenDirectory])
    let clock = reader.text(taken[Tag.taken]) ?? reader.text(main[Tag.changed])
    return (
      clock.flatMap { time($0, zone: reader.text(taken[Tag.takenZone])) },
      camera(reader.text(main[Tag.maker]), reader.text(main[Tag.model])),
      place(reader.directory(main[Tag.placeDirectory]), reader)
    )
  }

  private enum Tag {
    static let maker = 0x010F
    static let model = 0x0110
    static let changed = 0x0132
    static let takenDirectory = 0x8769
    static let taken = 0x9003
    static let takenZone = 0x9011
    static let placeDirectory = 0x8825
    static let (northOrSouth, latitude, eastOrWest, longitude) = (1, 2, 3, 4)
  }

  /// `2024:01:31 12:00:00` in ISO 8601; nil for a clock that was never set.
  private static func time(_ written: String, zone: String?) -> String? {
    guard let parts = written.wholeMatch(of: /(\d{4})[:\-](\d{2})[:\-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/),
      let month = Int(parts.2), let day = Int(parts.3), let hour = Int(parts.4), let minute = Int(parts.5),
      let second = Int(parts.6), parts.1 != "0000", (1...12).contains(month), (1...31).contains(day),
      hour < 24, minute < 60,
      second < 61
    else { return nil }
    let zone = zone.flatMap { $0.wholeMatch(of: /[+\-]\d{2}:\d{2}/) == nil ? nil : $0 } ?? ""
    return "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)\(zone)"
  }

  private static func camera(_ maker: String?, _ model: String?) -> String? {
    guard let model else { return maker }
    guard let maker, !model.lowercased().hasPrefix(maker.lowercased()) else { return model }
    return "\(maker) \(model)"
  }

  private static func place(_ entries: [Int: ExifReader.Entry], _ reader: ExifReader) -> Place? {
    func degrees(_ tag: Int, _ signTag: Int, negative: String, limit: Double) -> Double? {
      let parts = reader.rationals(entries[tag])
      guard parts.count == 3 else { return nil }
      let size = parts[0] + parts[1] / 60 + parts[2] / 3600
      guard size.isFinite, (0...limit).contains(size) else { return nil }
      return reader.text(entries[signTag])?.uppercased() == negative ? -size : size
    }
    guard let latitude = degrees(Tag.latitude, Tag.northOrSouth, negative: "S", limit: 90),
      let longitude = degrees(Tag.longitude, Tag.eastOrWest, negative: "W", limit: 180),
      latitude != 0 || longitude != 0
    else { return nil }
    return Place(latitude: latitude, longitude: longitude)
  }
}
