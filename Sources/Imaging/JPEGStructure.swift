import Foundation

/// What the markers of a JPEG file say, read without decoding.
///
/// Walking the markers finds the end of the picture, hence a truncated file, before any work is done, and the EXIF
/// orientation, which TurboJPEG does not give.
struct JPEGStructure {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var components = 0
  private(set) var scans = 0
  private(set) var orientation = Orientation.upright
  /// Where the EXIF block lies in the file, from its TIFF header; nil where there is none.
  private(set) var exif: Range<Int>?
  /// Whether the end-of-image marker is there.
  private(set) var isComplete = false

  init(_ bytes: UnsafeRawBufferPointer) {
    var place = 2
    while let marker = Self.nextMarker(in: bytes, from: &place) {
      switch marker {
      case 0xD9:
        isComplete = true
        return
      case 0x01, 0xD0...0xD8:
        continue
      default:
        guard place + 2 <= bytes.count else { return }
        let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
        guard length >= 2, place + length <= bytes.count else { return }
        read(marker, UnsafeRawBufferPointer(rebasing: bytes[place + 2..<place + length]), at: place + 2)
        place += length
        if marker == 0xDA {
          scans += 1
          Self.skipEntropyCodedData(in: bytes, from: &place)
        }
      }
    }
  }

  private mutating func read(_ marker: UInt8, _ segment: UnsafeRawBufferPointer, at place: Int) {
    switch marker {
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
      guard components == 0, segment.count >= 6 else { return }
      height = Int(segment[1]) << 8 | Int(segment[2])
      width = Int(segment[3]) << 8 | Int(segment[4])
      components = Int(segment[5])
    case 0xE1:
      guard segment.count > 6, segment.prefix(6).elementsEqual([0x45, 0x78, 0x69, 0x66, 0, 0]) else { return }
      exif = exif ?? place + 6..<place + segment.count
      orientation = ExifReader.orientation(in: UnsafeRawBufferPointer(rebasing: segment.dropFirst(6)))
    default:
      break
    }
  }

  /// The next marker at or after `place`, which moves behind it.
  private static func nextMarker(in bytes: UnsafeRawBufferPointer, from place: inout Int) -> UInt8? {
    while let found = find0xFF(in: bytes, from: place), found + 1 < bytes.count {
      place = found + 1
      let code = bytes[place]
      if code == 0xFF { continue }
      place += 1
      if code != 0 { return code }
    }
    return nil
  }

  /// Moves `place` to the first marker that is no restart.
  private static func skipEntropyCodedData(in bytes: UnsafeRawBufferPointer, from place: inout Int) {
    while let found = find0xFF(in: bytes, from: place), found + 1 < bytes.count {
      switch bytes[found + 1] {
      case 0, 0xD0...0xD7: place = found + 2
      case 0xFF: place = found + 1
      default:
        place = found
        return
      }
    }
    place = bytes.count
  }

  private static func find0xFF(in bytes: UnsafeRawBufferPointer, from place: Int) -> Int? {
    guard let base = bytes.baseAddress, place < bytes.count,
      let hit = memchr(base + place, 0xFF, bytes.count - place)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
