import Imaging
import Reliability
import Testing

@testable import ModelCoders

@Suite("Marked pixels")
struct MarkedPixelsTests {
  private func outlines(_ rows: String..., limit: Int = 100) -> [[Point]] {
    MarkedPixels(width: rows[0].count, height: rows.count, rows.joined().map { $0 == "#" }).outlines(
      limit: limit)
  }

  @Test func cornersJoinShapes() {
    #expect(outlines("#..", ".#.", "..#").count == 1)
    #expect(outlines("#.#", "#.#", "#.#").count == 2)
    #expect(outlines("..#", ".#.", "#..").count == 1)
  }

  @Test func aHoleHasAnOutlineAndABayHasNone() {
    let ring = outlines("####", "#..#", "####")
    #expect(ring.count == 2)
    #expect(
      Set(ring[0]) == [
        Point(x: 0, y: 1), Point(x: 3, y: 1), Point(x: 1, y: 0), Point(x: 2, y: 0), Point(x: 1, y: 2),
        Point(x: 2, y: 2),
      ])
    #expect(outlines("###", "#..", "###").count == 1)
    // What touches by a corner alone does not open a hole.
    #expect(outlines("###.", "#.#.", "####", "...#").count == 2)
  }

  @Test func noMoreThanTheLimit() {
    #expect(outlines("#.#.#.#", limit: 3).count == 3)
    #expect(outlines("...").isEmpty)
  }

  /// Every marked pixel lies in exactly one shape.
  @Test(arguments: [UInt64](0..<20))
  func shapesCoverAllPixels(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let (width, height) = (Int.random(in: 1...12, using: &chance), Int.random(in: 1...12, using: &chance))
    let marked = (0..<width * height).map { _ in Bool.random(using: &chance) }
    let points = MarkedPixels(width: width, height: height, marked).outlines(limit: 1_000).joined()
    for point in points { #expect(marked[Int(point.y) * width + Int(point.x)]) }
    for y in 0..<height {
      let row = (0..<width).filter { marked[y * width + $0] }
      if let first = row.first { #expect(points.contains(Point(x: Double(first), y: Double(y)))) }
    }
  }
}
