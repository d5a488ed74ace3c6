import Foundation
import Testing

@testable import Imaging

@Suite("Straightening")
struct PixelImageStraightenedTests {
  /// Within 12 of 255 everywhere and 1 on average: the reference rounds places to 1/32 of a pixel.
  @Test func partsAreThoseOfOpenCV() throws {
    let picture = try GeometryGolden.picture()
    for golden in try GeometryGolden.read().straightened {
      let part = Quadrilateral(ordering: golden.corners.map { Point(x: $0[0], y: $0[1]) })
      let found = try #require(picture.straightened(part))
      #expect((found.width, found.height) == (golden.width, golden.height))
      #expect(GeometryGolden.greatestDifference(found, golden.pixels) <= 12, "\(golden.corners)")
      let sum = zip(found.pixels, golden.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
      #expect(Double(sum) / Double(golden.pixels.count) <= 1)
    }
  }

  @Test func whatHasNoAreaIsNoPicture() throws {
    let picture = try GeometryGolden.picture()
    let point = Point(x: 3, y: 3)
    #expect(picture.straightened(Quadrilateral(ordering: [point, point, point, point])) == nil)
    let line = [0.0, 10, 20, 30].map { Point(x: $0, y: $0) }
    #expect(picture.straightened(Quadrilateral(ordering: line)) == nil)
  }

  @Test func turning() throws {
    let picture = try #require(PixelImage(width: 2, height: 1, pixels: [1, 1, 1, 2, 2, 2]))
    #expect(picture.turnedLeft.height == 2 && picture.turnedLeft.pixels == [2, 2, 2, 1, 1, 1])
    #expect(picture.turnedOver.pixels == [2, 2, 2, 1, 1, 1])
  }
}
