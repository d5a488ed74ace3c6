/// Fisher's F distribution.
struct FDistribution {
  private let numerator: Double
  private let denominator: Double

  /// The distribution with these degrees of freedom, both above 0.
  init(_ numerator: Double, _ denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The share below `value`.
  func cumulative(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    let scaled = numerator * value
    return incompleteBeta(scaled / (scaled + denominator), numerator / 2, denominator / 2)
  }

  /// The value below which the share `share` lies, strictly between 0 and 1; by bisection to the last bit.
  func quantile(_ share: Double) -> Double {
    var (lower, upper) = (0.0, 1.0)
    while cumulative(upper) < share, upper < 1e300 { (lower, upper) = (upper, upper * 2) }
    while true {
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else { return middle }
      if cumulative(middle) < share { lower = middle } else { upper = middle }
    }
  }
}
