import Foundation
import Imaging
import Testing

/// Pictures made by the tests themselves.
enum Drawing {
  /// An uncompressed TIFF, which keeps every pixel and needs no encoder.
  static func tiff(_ image: PixelImage) -> [UInt8] {
    let entries: [(tag: UInt32, type: UInt32, count: UInt32, value: UInt32)] = [
      (256, 4, 1, UInt32(image.width)), (257, 4, 1, UInt32(image.height)), (258, 3, 3, 8 + 2 + 9 * 12 + 4),
      (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, 8 + 2 + 9 * 12 + 4 + 6), (277, 3, 1, 3),
      (278, 4, 1, UInt32(image.height)), (279, 4, 1, UInt32(image.pixels.count)),
    ]
    func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> ($0 * 8) & 255) }
    }
    var file = Array("II".utf8) + bytes(42, 2) + bytes(8, 4) + bytes(UInt32(entries.count), 2)
    for entry in entries {
      file += bytes(entry.tag, 2) + bytes(entry.type, 2) + bytes(entry.count, 4) + bytes(entry.value, 4)
    }
    return file + bytes(0, 4) + bytes(8, 2) + bytes(8, 2) + bytes(8, 2) + image.pixels
  }

  /// A picture of one colour.
  static func plain(_ red: UInt8, _ green: UInt8, _ blue: UInt8, side: Int = 8) throws -> [UInt8] {
    let pixels = (0..<side * side).flatMap { _ in [red, green, blue] }
    return tiff(try #require(PixelImage(width: side, height: side, pixels: pixels)))
  }

  /// A JPEG of a picture, every pixel of which has become `factor` x `factor` pixels.
  static func enlarged(_ image: PixelImage, by factor: Int) throws -> [UInt8] {
    var pixels: [UInt8] = []
    for y in 0..<image.height {
      var row: [UInt8] = []
      for x in 0..<image.width {
        let start = (y * image.width + x) * 3
        for _ in 0..<factor { row += image.pixels[start..<start + 3] }
      }
      for _ in 0..<factor { pixels += row }
    }
    let large = try #require(
      PixelImage(width: image.width * factor, height: image.height * factor, pixels: pixels))
    return try thumbnail(of: tiff(large), longestSide: max(large.width, large.height), quality: 92)
  }
}
