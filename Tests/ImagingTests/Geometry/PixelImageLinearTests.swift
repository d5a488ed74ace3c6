import Foundation
import Testing

@testable import Imaging

@Suite("Linear resizing")
struct PixelImageLinearTests {
  /// Within 1 of 255: the reference rounds sums of 16 bits on some processors.
  @Test func sizesAreThoseOfOpenCV() throws {
    let picture = try GeometryGolden.picture()
    for golden in try GeometryGolden.read().resized {
      let found = picture.resizedLinearly(width: golden.width, height: golden.height)
      #expect((found.width, found.height) == (golden.width, golden.height))
      #expect(
        GeometryGolden.greatestDifference(found, golden.pixels) <= 1, "\(golden.width) x \(golden.height)")
    }
  }

  @Test func thinPicturesGrow() throws {
    let pixel = try #require(PixelImage(width: 1, height: 1, pixels: [9, 200, 31]))
    let found = pixel.resizedLinearly(width: 5, height: 3)
    #expect(found.pixels == Array(repeatElement([9, 200, 31], count: 15).joined()))
    #expect(pixel.resizedLinearly(width: 1, height: 1) == pixel)
  }
}
