import Foundation

/// Functions of the gamma function that stay exact where the plain formulas cancel.
package enum GammaFunctions {
  /// From here on differences are taken of Stirling's series, not of its values.
  private static let large = 1e4

  /// ln Gamma(x) for x > 0: Stirling's series from 10 on, the recurrence below; absolute error about 1e-12 near 10.
  package static func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 10 {
      product *= x
      x += 1
    }
    let inverse = 1 / (x * x)
    let series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - log(product)
  }

  /// The derivative of ln Gamma, for x > 0.
  package static func digamma(_ x: Double) -> Double {
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

  /// The second derivative of ln Gamma, for x > 0.
  package static func trigamma(_ x: Double) -> Double {
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

  /// ln Gamma(y + r) - ln Gamma(r) - y ln r, for y >= 0 and r > 0; it goes to 0 as r grows.
  package static func risingRatio(_ y: Double, _ r: Double) -> Double {
    guard y > 0 else { return 0 }
    guard r >= large else { return logGamma(y + r) - logGamma(r) - y * log(r) }
    return (y + r - 0.5) * log1p(y / r) - y + (1 / (y + r) - 1 / r) / 12
  }

  /// The derivative of `risingRatio` in r plus y / r: digamma(y + r) - digamma(r).
  package static func digammaDifference(_ y: Double, _ r: Double) -> Double {
    guard y > 0 else { return 0 }
    guard r >= large else { return digamma(y + r) - digamma(r) }
    let (top, bottom) = (1 / (y + r), 1 / r)
    return log1p(y / r) - (top - bottom) / 2 - (top * top - bottom * bottom) / 12
  }
}
