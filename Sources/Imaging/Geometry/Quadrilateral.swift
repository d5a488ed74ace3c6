import Foundation

/// Four corners around a part of a picture: top left, top right, bottom right, bottom left, as its content is read.
public struct Quadrilateral: Hashable, Codable, Sendable {
  /// The corners, always four.
  public let corners: [Point]

  /// Orders the corners of a convex quadrilateral: the two that are most to the left first, of these the upper one.
  ///
  /// - Precondition: there are four.
  public init(ordering points: [Point]) {
    precondition(points.count == 4)
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let left = sorted[..<2].sorted { $0.y < $1.y }
    let right = sorted[2...].sorted { $0.y < $1.y }
    corners = [left[0], right[0], right[1], left[1]]
  }

  /// The quadrilateral with each corner moved.
  public func mapped(_ move: (Point) -> Point) -> Quadrilateral { Quadrilateral(corners: corners.map(move)) }

  private init(corners: [Point]) { self.corners = corners }

  /// The longer one of the upper and the lower side, in pixels.
  public var width: Double {
    max(corners[0].distance(to: corners[1]), corners[2].distance(to: corners[3]))
  }
  /// The longer one of the left and the right side, in pixels.
  public var height: Double {
    max(corners[0].distance(to: corners[3]), corners[1].distance(to: corners[2]))
  }
  /// The area, in square pixels.
  public var area: Double {
    let twice = corners.indices.reduce(0.0) { sum, index in
      let (a, b) = (corners[index], corners[(index + 1) % 4])
      return sum + a.x * b.y - b.x * a.y
    }
    return abs(twice) / 2
  }
  /// How far the upper side turns from the horizontal, clockwise, in degrees from -90 to 90.
  public var angle: Double {
    atan2(corners[1].y - corners[0].y, corners[1].x - corners[0].x) * 180 / .pi
  }
}
