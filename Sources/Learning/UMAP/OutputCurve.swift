import Foundation

/// 1 / (1 + a x^2b): how near two rows of the embedding count as being when they lie x apart.
///
/// a and b are the least squares on 300 points x over [0, 3 spread] to 1 below the minimum distance m and
/// exp(-(x - m) / spread) above (umap-learn, `find_ab_params`). Minimum distance .1, spread 1: a = 1.57694, b = .89506.
public struct OutputCurve: Codable, Sendable, Equatable {
  /// The factor.
  public let a: Double
  /// Half the exponent.
  public let b: Double

  /// Fits a and b.
  ///
  /// - Parameters:
  ///   - minimumDistance: 0 to `spread`.
  ///   - spread: above 0.
  /// - Throws: `LearningError.parameter` where the two are out of their ranges or no finite curve fits.
  public init(minimumDistance: Double, spread: Double) throws(LearningError) {
    guard spread > 0, spread.isFinite, (0...spread).contains(minimumDistance) else {
      throw .parameter(
        name: "the minimum distance", value: "\(minimumDistance)", accepted: "0 to the spread, \(spread)")
    }
    let fit = OutputCurve.fit(minimum: minimumDistance / spread)
    // In units of the spread: a x^2b = (a / spread^2b) (spread x)^2b.
    let a = fit.a / pow(spread, 2 * fit.b)
    guard a.isFinite, a > 0, fit.b.isFinite, fit.b > 0, Float(a).isNormal else {
      throw .parameter(
        name: "the spread", value: "\(spread)", accepted: "one that a curve can be fitted to, such as 1")
    }
    self.a = a
    b = fit.b
  }

  /// Levenberg and Marquardt from (1, 1), with a spread of 1.
  private static func fit(minimum: Double) -> (a: Double, b: Double) {
    let points = (0..<300).map { 3 * Double($0) / 299 }
    let targets = points.map { $0 < minimum ? 1 : exp(minimum - $0) }
    var (a, b, damping) = (1.0, 1.0, 1e-3)
    var loss = sumOfSquares(a, b, points, targets)
    for _ in 0..<1000 {
      let (jaa, jab, jbb, ga, gb) = normalEquations(a, b, points, targets)
      let (daa, dbb) = (jaa * (1 + damping), jbb * (1 + damping))
      let determinant = daa * dbb - jab * jab
      let stepA = (dbb * ga - jab * gb) / determinant
      let stepB = (daa * gb - jab * ga) / determinant
      let next = sumOfSquares(a - stepA, b - stepB, points, targets)
      if next <= loss, a - stepA > 0, b - stepB > 0 {
        (a, b, loss, damping) = (a - stepA, b - stepB, next, damping / 10)
        if abs(stepA) <= 1e-12 * a, abs(stepB) <= 1e-12 * b { break }
      } else {
        damping *= 10
        guard damping < 1e12 else { break }
      }
    }
    return (a, b)
  }

  private static func sumOfSquares(_ a: Double, _ b: Double, _ points: [Double], _ targets: [Double])
    -> Double
  {
    zip(points, targets).reduce(into: 0) { sum, point in
      let residual = 1 / (1 + a * pow(point.0, 2 * b)) - point.1
      sum += residual * residual
    }
  }

  private static func normalEquations(
    _ a: Double, _ b: Double, _ points: [Double], _ targets: [Double]
  ) -> (aa: Double, ab: Double, bb: Double, a: Double, b: Double) {
    var (aa, ab, bb, ga, gb) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, target) in zip(points, targets) where x > 0 {
      let power = pow(x, 2 * b)
      let value = 1 / (1 + a * power)
      let slopeA = -power * value * value
      let slopeB = slopeA * a * 2 * log(x)
      let residual = value - target
      aa += slopeA * slopeA
      ab += slopeA * slopeB
      bb += slopeB * slopeB
      ga += slopeA * residual
      gb += slopeB * residual
    }
    return (aa, ab, bb, ga, gb)
  }
}
