import Foundation
import Imaging
import Reliability
import Testing

@testable import ModelCoders

@Suite("Probability maps")
struct ProbabilityMapTests {
  private func regions(of values: [Float], width: Int) -> [ProbabilityMap.Region] {
    values.withUnsafeBufferPointer {
      ProbabilityMap($0, width: width, height: values.count / width).regions()
    }
  }

  /// Corners within 2 pixels, for the reference rounds its offsets to whole numbers; scores within .03, a pixel more at the rim of a narrow shape.
  @Test(arguments: 0..<6)
  func regionsAreThoseOfTheReference(number: Int) throws {
    let golden = try PictureTextGolden.read().maps[number]
    let found = regions(of: golden.values.map { Float($0) / 255 }, width: golden.width)
    let places = found.map { region in
      Quadrilateral(ordering: region.corners).mapped {
        Point(
          x: min(Double(golden.width - 1), max(0, $0.x.rounded())),
          y: min(Double(golden.height - 1), max(0, $0.y.rounded())))
      }
    }
    #expect(places.count == golden.boxes.count)
    for (box, score) in zip(golden.boxes, golden.scores) {
      let nearest = try #require(
        places.indices.min {
          PictureTextGolden.distance(places[$0], box) < PictureTextGolden.distance(places[$1], box)
        })
      #expect(PictureTextGolden.distance(places[nearest], box) <= 2)
      #expect(abs(found[nearest].score - score) < 0.03)
    }
  }

  @Test func aMapWithoutTextHasNoRegions() {
    #expect(regions(of: Array(repeating: 0.29, count: 400), width: 20).isEmpty)
    #expect(regions(of: [1], width: 1).isEmpty)
    #expect(regions(of: Array(repeating: .nan, count: 400), width: 20).isEmpty)
  }

  /// Shapes at all borders, whose rectangles reach beyond.
  @Test(arguments: [UInt64](0..<30))
  func anyMapHasRegionsWithinReason(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let (width, height) = (Int.random(in: 1...40, using: &chance), Int.random(in: 1...40, using: &chance))
    var values = [Float](repeating: 0, count: width * height)
    for _ in 0..<6 {
      let (x, y) = (Int.random(in: 0..<width, using: &chance), Int.random(in: 0..<height, using: &chance))
      for step in 0..<12 {
        let place = (min(height - 1, y + step / 3), min(width - 1, x + step))
        values[place.0 * width + place.1] = 1
      }
    }
    for region in regions(of: values, width: width) {
      #expect(region.corners.allSatisfy { $0.x.isFinite && $0.y.isFinite })
      #expect(region.score >= 0.5 && region.score <= 1)
    }
  }

  @Test func aMapFullOfTextIsOneRegion() {
    #expect(regions(of: Array(repeating: 0.9, count: 400), width: 20).count == 1)
  }
}
