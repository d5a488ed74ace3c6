import Foundation

/// What a regression assumes of a number, given its features.
public enum RegressionFamily: String, Codable, CaseIterable, Sendable {
  /// Normal, with the mean f(x): least squares.
  case gaussian
  /// Poisson, with the mean exp f(x): counts whose variance is their mean.
  case poisson
  /// Negative binomial (NB2), with the mean mu = exp f(x) and the variance mu + alpha mu^2: counts that vary more.
  case negativeBinomial = "negative-binomial"

  /// Whether the mean is exp f(x), so that only numbers from 0 on can be learned.
  public var hasLogLink: Bool { self != .gaussian }

  /// The curvature of the mean loss in f at the best constant: how much a penalty has to weigh to count as much in every
  /// unit of measurement.
  ///
  /// 1 for gaussian; with the mean m and the variance v of the numbers, m for Poisson and m^2 / max(v, m) for NB2, whose
  /// dispersion is then (v - m) / m^2. At least 1e-6.
  func curvature(_ numbers: [Double]) -> Double {
    guard hasLogLink, !numbers.isEmpty else { return 1 }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    guard self == .negativeBinomial else { return max(mean, 1e-6) }
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
    return max(mean / max(1, variance / max(mean, .leastNormalMagnitude)), 1e-6)
  }
}

/// What a regression is trained with.
public struct RegressionParameters: Codable, Hashable, Sendable {
  /// What is assumed of the number.
  public var family: RegressionFamily
  /// The penalty lambda of 0 or more; nil chooses from `HeadParameters.l2Grid` by inner cross-validation.
  ///
  /// Minimised is the mean of -log L / c, plus lambda / 2 |w|^2, over the weights w of standardised columns, with c the
  /// curvature at the best constant: 1 for gaussian of unit variance, m for Poisson, m^2 / max(v, m) for NB2 with the
  /// mean m and the variance v of the numbers. In statsmodels' terms alpha = lambda c. The intercept is free.
  public var l2: Double?
  /// The widths of groups of columns that stand together, in order; empty where every column stands for itself.
  ///
  /// The columns of a group of k are divided by sqrt(k) once standardised, so that an embedding of 768 numbers is penalised as
  /// one source of knowledge and does not drown a single column beside it.
  public var blocks: [Int]
  /// Starts the draw of inner folds.
  public var seed: UInt64

  /// Parameters.
  public init(
    family: RegressionFamily = .gaussian, l2: Double? = nil, blocks: [Int] = [], seed: UInt64 = 1
  ) {
    self.family = family
    self.l2 = l2
    self.blocks = blocks
    self.seed = seed
  }

  func validate(columns: Int) throws(LearningError) {
    if let l2, !(l2 >= 0 && l2.isFinite) {
      throw .parameter(name: "L2", value: "\(l2)", accepted: "0 or above")
    }
    try ColumnBlocks(widths: blocks).validate(columns: columns)
  }
}
