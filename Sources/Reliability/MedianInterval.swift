import Foundation

/// The median of numbers with an interval that takes nothing of their distribution for granted.
public struct MedianInterval: Sendable, Codable, Equatable {
  /// The middle value, or the mean of the two in the middle; undefined without numbers.
  public let median: Estimate<Double>
  /// The values between which the median lies; undefined for fewer than six numbers, of which no two can say so much.
  public let interval: Estimate<Interval>

  /// The median of finite numbers.
  ///
  /// The interval's ends are the values at the ranks n/2 -+ z sqrt(n)/2, rounded outwards. Source: Conover (1999), "Practical
  /// Nonparametric Statistics", chapter 3.2.
  public init(_ numbers: [Double], level: Double = 0.95) {
    let sorted = numbers.sorted()
    let n = sorted.count
    guard n > 0 else {
      (median, interval) = (.undefined(.noObservations), .undefined(.noObservations))
      return
    }
    median = .defined(sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2)
    let half = Interval.normalQuantile(ofLevel: level) * Double(n).squareRoot() / 2
    let lower = Int((Double(n) / 2 - half).rounded(.down)) - 1
    let upper = Int((Double(n) / 2 + half).rounded(.up))
    guard n > 5, lower >= 0, upper < n else {
      interval = .undefined(.tooFewUnits)
      return
    }
    interval = .defined(Interval(lower: sorted[lower], upper: sorted[upper], level: level))
  }
}
