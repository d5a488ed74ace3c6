import Foundation
import Imaging
import Testing

/// What OpenCV makes of `plain.png`, and of points (`tools/fixtures/picture_text.py`).
struct GeometryGolden: Decodable {
  struct Resized: Decodable {
    let width: Int
    let height: Int
    let pixels: Data
  }
  struct Straightened: Decodable {
    let corners: [[Double]]
    let width: Int
    let height: Int
    let pixels: Data
  }
  struct Rectangle: Decodable {
    let points: [[Double]]
    let centre: [Double]
    let sides: [Double]
  }

  let resized: [Resized]
  let straightened: [Straightened]
  let rectangles: [Rectangle]

  static func read() throws -> GeometryGolden {
    try JSONDecoder().decode(GeometryGolden.self, from: Golden.bytes(of: "geometry.json"))
  }

  static func picture() throws -> PixelImage { try ImageDecoder().decode(Golden.bytes(of: "plain.png")) }

  /// The greatest difference of two samples at the same place.
  static func greatestDifference(_ image: PixelImage, _ pixels: Data) -> Int {
    zip(image.pixels, pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}
