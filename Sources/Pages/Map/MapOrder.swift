/// An order of places in which neighbours on the plane are near each other: along a Hilbert curve.
///
/// Source: the conversion of coordinates to distances along the curve in Hilbert's order of quadrants, 16 levels over
/// the square around the places. Reference: Skilling, "Programming the Hilbert curve", AIP Conf. Proc. 707 (2004).
public enum MapOrder {
  /// The positions of `places` in the order of the curve; places that are not finite come last, ties keep their order.
  public static func positions(of places: [SIMD2<Double>]) -> [Int] {
    let frame = MapFrame(places)
    let keys = places.map { place -> UInt64 in
      guard let place = frame.place(of: place) else { return .max }
      return UInt64(distance(x: level(place.x), y: level(place.y)))
    }
    return places.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  private static let levels: UInt32 = 16

  private static func level(_ coordinate: Double) -> UInt32 {
    UInt32(max(0, min(65535, coordinate * 65536)))
  }

  /// The distance along the curve.
  private static func distance(x: UInt32, y: UInt32) -> UInt32 {
    var (x, y) = (x, y)
    var distance: UInt32 = 0
    var side: UInt32 = 1 << (levels - 1)
    while side > 0 {
      let right: UInt32 = x & side > 0 ? 1 : 0
      let lower: UInt32 = y & side > 0 ? 1 : 0
      distance = distance &+ side &* side &* ((3 &* right) ^ lower)
      if lower == 0 {
        if right == 1 { (x, y) = (65535 - x, 65535 - y) }
        swap(&x, &y)
      }
      side >>= 1
    }
    return distance
  }
}

/// The square that a map is drawn in: its longer side is 1.
struct MapFrame {
  private let least: SIMD2<Double>
  private let span: Double
  private let margin: SIMD2<Double>
  /// The part of the square that places take up.
  let extent: SIMD2<Double>

  /// A map is never flatter than this, so that a line of posts can still be zoomed into.
  private static let flattest = 0.1

  /// The frame of those of `places` that are finite.
  init(_ places: [SIMD2<Double>]) {
    var least = SIMD2(repeating: Double.infinity)
    var greatest = SIMD2(repeating: -Double.infinity)
    for place in places where place.isDrawable {
      least = pointwiseMin(least, place)
      greatest = pointwiseMax(greatest, place)
    }
    guard least.x.isFinite, least.y.isFinite else {
      (self.least, span, margin, extent) = (.zero, 1, .zero, SIMD2(1, 1))
      return
    }
    let size = greatest - least
    self.least = least
    span = size.max() > 0 ? size.max() : 1
    let shares = size / span
    extent = pointwiseMax(shares, SIMD2(repeating: Self.flattest))
    margin = (extent - shares) / 2
  }

  /// What leads from the square back to the places: the left and the upper edge, and how long the square's side is.
  var origin: (left: Double, top: Double, span: Double) {
    (least.x - margin.x * span, least.y + (extent.y - margin.y) * span, span)
  }

  /// A place between (0, 0) and the extent, downwards as on a screen; nil where it cannot be drawn.
  func place(of place: SIMD2<Double>) -> SIMD2<Double>? {
    guard place.isDrawable else { return nil }
    let inside = (place - least) / span + margin
    return SIMD2(inside.x, extent.y - inside.y)
  }
}

extension SIMD2<Double> {
  /// Whether both coordinates are finite, and so small that their differences are.
  fileprivate var isDrawable: Bool { Swift.abs(x) < 1e150 && Swift.abs(y) < 1e150 }
}
