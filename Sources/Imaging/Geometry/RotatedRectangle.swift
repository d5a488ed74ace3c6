/// A rectangle at an angle.
public struct RotatedRectangle: Hashable, Sendable {
  /// The corners in the order in which they lie around.
  public let corners: [Point]
  /// The length of the first side, in pixels.
  public let width: Double
  /// The length of the second side, in pixels.
  public let height: Double

  /// The shorter side, in pixels.
  public var shorterSide: Double { min(width, height) }

  /// The rectangle of least area around `points`, one side of which lies on a side of their hull; nil where there are no points.
  ///
  /// Source: H. Freeman and R. Shapira, Determining the minimum-area encasing rectangle, 1975. OpenCV's `minAreaRect` finds the
  /// same one.
  ///
  /// - Parameters:
  ///   - points: the points.
  ///   - margin: what is added on each of its four sides, in pixels.
  public init?(around points: some Collection<Point>, margin: Double = 0) {
    let hull = ConvexHull(of: points).corners
    guard let first = hull.first else { return nil }
    var best: (area: Double, along: Point, range: (ClosedRange<Double>, ClosedRange<Double>))?
    for (index, corner) in hull.enumerated() {
      let next = hull[(index + 1) % hull.count]
      let length = corner.distance(to: next)
      let along =
        length > 0
        ? Point(x: (next.x - corner.x) / length, y: (next.y - corner.y) / length) : Point(x: 1, y: 0)
      let range = Self.extent(of: hull, along: along)
      let area =
        (range.0.upperBound - range.0.lowerBound + 2 * margin)
        * (range.1.upperBound - range.1.lowerBound + 2 * margin)
      if best.map({ area < $0.area }) ?? true { best = (area, along, range) }
    }
    let (along, (u, v)) =
      best.map { ($0.along, $0.range) } ?? (Point(x: 1, y: 0), (first.x...first.x, first.y...first.y))
    let (left, right) = (u.lowerBound - margin, u.upperBound + margin)
    let (top, bottom) = (v.lowerBound - margin, v.upperBound + margin)
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map { a, b in
      Point(x: a * along.x - b * along.y, y: a * along.y + b * along.x)
    }
    width = right - left
    height = bottom - top
  }

  /// From where to where points reach along a direction, and across it.
  private static func extent(of points: [Point], along: Point) -> (ClosedRange<Double>, ClosedRange<Double>) {
    var (left, right, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    for point in points {
      let a = point.x * along.x + point.y * along.y
      let b = point.y * along.x - point.x * along.y
      (left, right) = (min(left, a), max(right, a))
      (top, bottom) = (min(top, b), max(bottom, b))
    }
    return (left...right, top...bottom)
  }
}
