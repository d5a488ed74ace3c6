import Foundation

/// The filters of Pillow's `Image.resize`, with its numbers as raw values.
///
/// Source: Pillow, `src/libImaging/Resample.c` and `PIL.Image.Resampling`.
public enum ResampleFilter: Int, Codable, Hashable, Sendable, CaseIterable {
  case nearest = 0
  case lanczos = 1
  case bilinear = 2
  case bicubic = 3
  case box = 4
  case hamming = 5

  /// The filter's name in lower case, as configurations spell it.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { "\($0)" == name.lowercased() }) else { return nil }
    self = found
  }

  /// Half the width of the filter, in source pixels at scale 1; 0 for nearest, which does not average.
  var support: Double {
    switch self {
    case .nearest: 0
    case .box: 0.5
    case .bilinear, .hamming: 1
    case .bicubic: 2
    case .lanczos: 3
    }
  }

  /// The weight at distance `x` from the centre.
  func weight(at x: Double) -> Double {
    switch self {
    case .nearest: return 0
    case .box: return x > -0.5 && x <= 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - abs(x))
    case .hamming:
      let distance = abs(x)
      if distance == 0 { return 1 }
      if distance >= 1 { return 0 }
      let angle = distance * .pi
      return sin(angle) / angle * (0.54 + 0.46 * cos(angle))
    case .bicubic:
      let a = -0.5
      let distance = abs(x)
      if distance < 1 { return ((a + 2) * distance - (a + 3)) * distance * distance + 1 }
      if distance < 2 { return (((distance - 5) * distance + 8) * distance - 4) * a }
      return 0
    case .lanczos:
      return x >= -3 && x < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
    }
  }

  private static func sinc(_ x: Double) -> Double {
    if x == 0 { return 1 }
    let angle = x * .pi
    return sin(angle) / angle
  }
}
