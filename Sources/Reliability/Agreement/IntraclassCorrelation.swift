/// The intraclass correlation ICC(2,1): absolute agreement of single coders who stand for all that might have coded.
///
/// (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n) with the mean squares of units, coders and the rest of the two-way
/// analysis of variance of n units by k coders. Only units that all coders coded count.
/// Source: Shrout and Fleiss (1979); the interval is that of McGraw and Wong (1996), as in R's psych.
public struct IntraclassCorrelation: Sendable, Equatable {
  /// The coefficient, at most 1.
  public let coefficient: Estimate<Double>
  /// Its interval from the F distribution.
  public let interval: Estimate<Interval>
  /// How many units were used.
  public let units: Int

  /// The correlation of complete units.
  ///
  /// - Parameters:
  ///   - units: For each unit the finite number of each coder; all lists have the same length.
  ///   - level: The nominal coverage of the interval, strictly between 0 and 1.
  public init(_ units: [[Double]], level: Double = 0.95) {
    self.units = units.count
    let (n, k) = (Double(units.count), Double(units.first?.count ?? 0))
    guard n >= 2, k >= 2 else {
      let reason: UndefinedReason = units.isEmpty ? .noCompleteUnits : .tooFewUnits
      (coefficient, interval) = (.undefined(reason), .undefined(reason))
      return
    }
    let rows = units.map { $0.reduce(0, +) / k }
    let mean = rows.reduce(0, +) / n
    let columns = (units.first ?? []).indices.map { coder in units.reduce(0) { $0 + $1[coder] } / n }
    let betweenUnits = k * rows.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let betweenCoders = n * columns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (k - 1)
    var rest = 0.0
    for (unit, row) in zip(units, rows) {
      for (value, column) in zip(unit, columns) {
        let error = value - row - column + mean
        rest += error * error
      }
    }
    rest /= (n - 1) * (k - 1)
    let denominator = betweenUnits + (k - 1) * rest + k * (betweenCoders - rest) / n
    coefficient = .ratio(betweenUnits - rest, denominator, orUndefined: .noVariation)
    guard let value = coefficient.value, rest > 0 else {
      interval = .undefined(.noVariation)
      return
    }
    let ratio = betweenCoders / rest
    let share = n * (1 + (k - 1) * value) - k * value
    let top = (k - 1) * (n - 1) * (k * value * ratio + share) * (k * value * ratio + share)
    let bottom = (n - 1) * k * k * value * value * ratio * ratio + share * share
    let freedom = top / bottom
    let tail = 1 - (1 - level) / 2
    guard level > 0, level < 1, freedom > 0, freedom.isFinite else {
      interval = .undefined(.levelOutOfRange)
      return
    }
    let upper = FDistribution(n - 1, freedom).quantile(tail)
    let lower = FDistribution(freedom, n - 1).quantile(tail)
    let spread = k * betweenCoders + (k * n - k - n) * rest
    interval = .defined(
      Interval(
        lower: n * (betweenUnits - upper * rest) / (upper * spread + n * betweenUnits),
        upper: n * (lower * betweenUnits - rest) / (spread + n * lower * betweenUnits), level: level))
  }
}
