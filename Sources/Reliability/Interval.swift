import Foundation

/// A confidence interval.
public struct Interval: Sendable, Codable, Equatable {
  /// The lower end.
  public let lower: Double

  /// The upper end.
  public let upper: Double

  /// The nominal coverage, strictly between 0 and 1; 0.95 for a 95 % interval.
  public let level: Double

  /// An interval with the given ends.
  public init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// Whether `value` lies between the ends, which belong to the interval.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }
}

extension Interval {
  /// Wilson's score interval for a proportion.
  ///
  /// With p = successes / n and z the normal quantile of (1 + level) / 2: centre
  /// (p + z² / 2n) / (1 + z² / n), half width z √(p (1 - p) / n + z² / 4n²) / (1 + z² / n). Within [0, 1].
  /// Undefined for no trials, for successes outside 0...trials and for a level outside (0, 1).
  /// Source: Wilson (1927); the same as statsmodels' `proportion_confint(method="wilson")`.
  public static func wilson(successes: Int, trials: Int, level: Double = 0.95) -> Estimate<Interval> {
    guard trials != 0 else { return .undefined(.noObservations) }
    guard trials > 0, (0...trials).contains(successes) else { return .undefined(.countOutOfRange) }
    guard level > 0, level < 1 else { return .undefined(.levelOutOfRange) }
    let n = Double(trials)
    let p = Double(successes) / n
    let z = normalQuantile(upperTail: (1 - level) / 2)
    let shrink = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / shrink
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / shrink
    // The formula gives exactly 0 and 1 at the ends; floating point does not quite.
    let lower = successes == 0 ? 0 : max(0, centre - half)
    let upper = successes == trials ? 1 : min(1, centre + half)
    return .defined(Interval(lower: lower, upper: upper, level: level))
  }

  /// By how many standard errors an interval of this level, strictly between 0 and 1, reaches to each side; 1.96 for 0.95.
  public static func normalQuantile(ofLevel level: Double) -> Double {
    normalQuantile(upperTail: (1 - min(max(level, 0), 1 - 1e-12)) / 2)
  }

  /// The standard normal quantile with `tail` above it; `tail` in (0, 0.5].
  ///
  /// Newton's method from 0: the tail is convex and falling there, so the steps never overshoot.
  static func normalQuantile(upperTail tail: Double) -> Double {
    var z = 0.0
    while true {
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = (erfc(z / 2.0.squareRoot()) / 2 - tail) / density
      guard step > 1e-15 * max(1, z) else { return z }
      z += step
    }
  }
}
