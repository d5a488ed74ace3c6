import Foundation
import Testing

@testable import Imaging

@Suite("Rotated rectangles")
struct RotatedRectangleTests {
  /// Within .001 pixels, for the reference computes in single precision; of several rectangles of one area either may be found.
  @Test func rectanglesAreThoseOfOpenCV() throws {
    for golden in try GeometryGolden.read().rectangles {
      let found = try #require(RotatedRectangle(around: golden.points.map { Point(x: $0[0], y: $0[1]) }))
      let area = found.width * found.height
      #expect(abs(area - golden.sides[0] * golden.sides[1]) < 0.001 * max(1, area))
      let sides = [found.width, found.height].sorted()
      for (side, reference) in zip(sides, golden.sides) { #expect(abs(side - reference) < 0.001) }
      let x = found.corners.reduce(0) { $0 + $1.x } / 4
      let y = found.corners.reduce(0) { $0 + $1.y } / 4
      #expect(abs(x - golden.centre[0]) < 0.001)
      #expect(abs(y - golden.centre[1]) < 0.001)
    }
  }

  @Test func allPointsLieWithin() throws {
    let points = (0..<50).map { number -> Point in
      Point(x: Double(number * 37 % 101), y: Double(number * 53 % 67))
    }
    let rectangle = try #require(RotatedRectangle(around: points))
    for point in points {
      #expect(ConvexHull(of: rectangle.corners + [point]).corners.count <= 5)
      let grown = try #require(RotatedRectangle(around: rectangle.corners + [point]))
      #expect(grown.width * grown.height <= rectangle.width * rectangle.height + 1e-6)
    }
    let none: [Point] = []
    #expect(RotatedRectangle(around: none) == nil)
  }

  @Test func aMarginIsAddedOnAllSides() throws {
    let square = [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 2), Point(x: 0, y: 2)]
    let found = try #require(RotatedRectangle(around: square, margin: 3))
    #expect([found.width, found.height].sorted() == [8, 10])
  }

  @Test func cornersAreOrderedAsTheyAreRead() {
    let part = Quadrilateral(
      ordering: [Point(x: 9, y: 8), Point(x: 1, y: 2), Point(x: 8, y: 1), Point(x: 0, y: 7)])
    #expect(part.corners == [Point(x: 1, y: 2), Point(x: 8, y: 1), Point(x: 9, y: 8), Point(x: 0, y: 7)])
    #expect(part.angle < 0 && part.angle > -10)
    let square = Quadrilateral(
      ordering: [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 2), Point(x: 0, y: 2)])
    #expect(square.area == 8 && square.width == 4 && square.height == 2 && square.angle == 0)
  }
}
