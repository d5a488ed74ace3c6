import Foundation
import Imaging
import Inference

/// Finds where lines of text stand in a picture.
struct TextDetector: Sendable {
  /// The shorter side is scaled up to so many pixels, so that small letters are found.
  static let leastSide = 736

  /// But no picture is scaled up to more pixels than this: one that is very long would take all memory.
  static let pixelLimit = 6_000_000.0

  let model: PixelModel

  /// Where lines stand, in pixels of `image`, in the order in which they are read.
  ///
  /// - Throws: ``EncoderProblem`` or `InferenceError`.
  func lines(in image: PixelImage) throws -> [Quadrilateral] {
    let scale = max(
      1,
      min(
        Double(Self.leastSide) / Double(min(image.width, image.height)),
        (Self.pixelLimit / Double(image.width * image.height)).squareRoot()))
    let width = Self.multiple(Int(Double(image.width) * scale))
    let height = Self.multiple(Int(Double(image.height) * scale))
    let small = image.resizedLinearly(width: width, height: height)
    let map = try model.run(small, width: width)[0]
    guard map.shape == [1, 1, height, width] else {
      throw model.problem("it gave \(map) for \(width) x \(height) pixels, which is no map of them")
    }
    let regions = try map.withElements(of: Float.self) {
      ProbabilityMap($0, width: width, height: height).regions()
    }
    let found = regions.compactMap { region -> Quadrilateral? in
      let place = Quadrilateral(
        ordering: region.corners.map {
          Point(
            x: ($0.x / Double(width) * Double(image.width)).rounded(.toNearestOrEven),
            y: ($0.y / Double(height) * Double(image.height)).rounded(.toNearestOrEven))
        }
      ).mapped {
        Point(x: min(Double(image.width - 1), max(0, $0.x)), y: min(Double(image.height - 1), max(0, $0.y)))
      }
      return place.isLarge ? place : nil
    }
    return Self.inReadingOrder(found)
  }

  /// The nearest multiple of 32, which the network's strides need, at least 32.
  static func multiple(_ length: Int) -> Int {
    max(32, Int((Double(length) / 32).rounded(.toNearestOrEven)) * 32)
  }

  /// By y, then by x among those whose tops follow each other within 10 pixels.
  static func inReadingOrder(_ places: [Quadrilateral]) -> [Quadrilateral] {
    let sorted = places.enumerated().sorted {
      ($0.element.corners[0].y, $0.offset) < ($1.element.corners[0].y, $1.offset)
    }.map(\.element)
    var rows: [[Quadrilateral]] = []
    for place in sorted {
      if let last = rows.last?.last, place.corners[0].y - last.corners[0].y < 10 {
        rows[rows.count - 1].append(place)
      } else {
        rows.append([place])
      }
    }
    return rows.flatMap { row in
      row.enumerated().sorted { ($0.element.corners[0].x, $0.offset) < ($1.element.corners[0].x, $1.offset) }
        .map(\.element)
    }
  }
}

extension Quadrilateral {
  /// Whether it is longer than 3 pixels both ways.
  fileprivate var isLarge: Bool {
    func length(_ a: Point, _ b: Point) -> Double {
      ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot().rounded(.down)
    }
    return length(corners[0], corners[1]) > 3 && length(corners[0], corners[3]) > 3
  }
}
