import Foundation

/// Derivatives of the logarithm of the gamma function, for x above 0.
enum Polygamma {
  /// digamma(y + r) - digamma(r), exact for large r too.
  static func digammaDifference(_ y: Double, _ r: Double) -> Double {
    guard y > 0 else { return 0 }
    guard r >= 1e4 else { return digamma(y + r) - digamma(r) }
    let (top, bottom) = (1 / (y + r), 1 / r)
    return log1p(y / r) - (top - bottom) / 2 - (top * top - bottom * bottom) / 12
  }

  /// The first derivative: the recurrence up to 10, then Stirling's series.
  static func digamma(_ x: Double) -> Double {
    var x = x
    var shift = 0.0
    while x < 10 {
      shift += 1 / x
      x += 1
    }
    let inverse = 1 / (x * x)
    let series =
      inverse
      * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240 - inverse / 132))))
    return log(x) - 0.5 / x - series - shift
  }

  /// The second derivative: the recurrence up to 12, then Stirling's series.
  static func trigamma(_ x: Double) -> Double {
    var x = x
    var sum = 0.0
    while x < 12 {
      sum += 1 / (x * x)
      x += 1
    }
    let inverse = 1 / (x * x)
    let series =
      1.0 / 6 - inverse * (1.0 / 30 - inverse * (1.0 / 42 - inverse * (1.0 / 30 - inverse * 5 / 66)))
    return sum + 1 / x + inverse / 2 + series * inverse / x
  }
}
