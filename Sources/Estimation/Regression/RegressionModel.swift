import Foundation

/// What a regression assumes of an outcome, given x b.
public enum OutcomeFamily: String, Codable, CaseIterable, Sendable {
  /// The mean is x b: least squares.
  case gaussian
  /// A yes or no whose log odds are x b.
  case logistic
  /// A count whose log mean is x b; the variance may be anything, for standard errors are robust.
  case poisson
  /// A count whose log mean is x b, with the variance m + a m² (NB2) and the a of maximum likelihood.
  case negativeBinomial = "negative-binomial"

  /// The mean of the outcome at a linear predictor, kept finite.
  func mean(_ eta: Double) -> Double {
    switch self {
    case .gaussian: eta
    case .logistic: 1 / (1 + exp(-eta))
    case .poisson, .negativeBinomial: exp(min(eta, 700))
    }
  }

  /// The part of the estimating equation that stands before x, and its slope in the linear predictor.
  ///
  /// x (y - m) / (1 + a m) for NB2 with the dispersion a, x (y - m) for the others.
  func score(_ y: Double, _ eta: Double, dispersion: Double) -> (value: Double, slope: Double) {
    let mean = mean(eta)
    switch self {
    case .gaussian: return (y - mean, -1)
    case .logistic: return (y - mean, -mean * (1 - mean))
    case .poisson: return (y - mean, -mean)
    case .negativeBinomial:
      let grown = 1 + dispersion * mean
      return ((y - mean) / grown, -mean * (1 + dispersion * y) / (grown * grown))
    }
  }

  /// Whether `y` can be an outcome, and if not what can.
  public func problem(of y: Double) -> String? {
    switch self {
    case .gaussian: nil
    case .logistic:
      y == 0 || y == 1 ? nil : "a logistic regression takes outcomes of 0 and 1, and one is \(y)"
    case .poisson, .negativeBinomial:
      y >= 0 ? nil : "a regression of counts takes outcomes from 0 on, and one is \(y)"
    }
  }
}

/// The rows of a regression, with what people found where a machine coded.
public struct RegressionRows: Sendable {
  /// A row as a person coded it.
  public struct Correction: Sendable {
    /// The row.
    public let row: Int
    /// The predictors with the person's codings.
    public let predictors: [Double]
    /// The outcome with the person's codings.
    public let outcome: Double
    /// The chance that the row was coded by a person, above 0 and at most 1.
    public let probability: Double

    /// A correction.
    public init(row: Int, predictors: [Double], outcome: Double, probability: Double) {
      self.row = row
      self.predictors = predictors
      self.outcome = outcome
      self.probability = probability
    }
  }

  /// What the intercept is called.
  public static let intercept = "(intercept)"

  /// The names of the coefficients, in the order of predictors.
  public let names: [String]
  /// For each row the predictors, the intercept's 1 among them.
  public let predictors: [[Double]]
  /// For each row the outcome.
  public let outcomes: [Double]
  /// The rows that a person coded; empty where nothing was coded by machine.
  public let corrections: [Correction]
  /// The cluster of each row; nil where rows are independent.
  public let clusters: [Int]?

  /// Rows of a regression.
  public init(
    names: [String], predictors: [[Double]], outcomes: [Double], corrections: [Correction] = [],
    clusters: [Int]? = nil
  ) {
    self.names = names
    self.predictors = predictors
    self.outcomes = outcomes
    self.corrections = corrections
    self.clusters = clusters
  }
}
