/// The corners of the smallest convex polygon around some points.
///
/// Source: A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, 1979 (the monotone chain).
struct ConvexHull {
  /// In the order in which they lie around, none on a line between its neighbours.
  let corners: [Point]

  /// The hull of `points`; of none it has no corners.
  init(of points: some Collection<Point>) {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else {
      corners = sorted
      return
    }
    let lower = Self.chain(sorted)
    let upper = Self.chain(sorted.reversed())
    corners = Array(lower.dropLast() + upper.dropLast())
  }

  private static func chain(_ points: [Point]) -> [Point] {
    var chain: [Point] = []
    for point in points {
      while chain.count > 1, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
