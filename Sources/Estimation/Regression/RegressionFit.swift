import Foundation
import Reliability

/// A fitted regression with robust standard errors.
public struct RegressionFit: Encodable, Sendable {
  /// One coefficient.
  public struct Coefficient: Encodable, Sendable {
    /// What it belongs to.
    public let name: String
    /// Its value.
    public let value: Double
    /// Its robust standard error.
    public let standardError: Double
    /// The value over the standard error.
    public let z: Double
    /// Two-sided, of the standard normal distribution.
    public let pValue: Double
    /// The 95 % interval.
    public let interval: Interval
  }

  /// What the outcome was taken for.
  public let family: OutcomeFamily
  /// The coefficients, in the order of the rows' names.
  public let coefficients: [Coefficient]
  /// The dispersion of NB2; nil of other families.
  public let dispersion: Double?
  /// How many rows there were.
  public let rows: Int
  /// How many clusters; nil where rows are independent.
  public let clusters: Int?
  /// The covariance of the coefficients, row after row.
  let covariance: [[Double]]

  /// Fits rows as they are: the machine's codings count as the truth.
  ///
  /// Newton's method on the score of maximum likelihood. Standard errors are HC1 (n / (n - k) times the sandwich), or with clusters
  /// G / (G - 1) x (n - 1) / (n - k) times the clustered sandwich; of NB2 the dispersion is one of the k and of the sandwich. The
  /// same as statsmodels' OLS, Logit, Poisson and NegativeBinomial with `cov_type="HC1"` or `"cluster"` and the normal
  /// distribution, but that statsmodels leaves the factor of HC1 out where the model is not linear.
  ///
  /// - Throws: ``EstimationError/fit(_:)`` where predictors are collinear, the outcome does not fit the family, or a solution does not
  ///   exist.
  public init(naive rows: RegressionRows, family: OutcomeFamily, level: Double = 0.95) throws(EstimationError)
  {
    try self.init(EstimatingEquations(rows, family: family, isCorrected: false), level: level)
  }

  /// Fits rows with each machine coding replaced by the estimating equation m + (R / pi)(t - m), m at the machine's coding and t
  /// at the person's, R whether a person coded the row and pi its chance.
  ///
  /// Unbiased whatever the machine gets wrong. The dispersion of NB2 is that of the uncorrected fit: the equations hold whatever
  /// it is. Source: Egami, Hinck, Stewart and Wei (2023), "Using Imperfect Surrogates for Downstream Inference:
  /// Design-based Supervised Learning", NeurIPS.
  ///
  /// - Throws: as ``init(naive:family:level:)``, and where no row was coded by a person.
  public init(
    corrected rows: RegressionRows, family: OutcomeFamily, level: Double = 0.95
  ) throws(EstimationError) {
    guard !rows.corrections.isEmpty else {
      throw .fit("no row was coded by a person, so nothing can be corrected")
    }
    try self.init(EstimatingEquations(rows, family: family, isCorrected: true), level: level)
  }

  private init(_ equations: EstimatingEquations, level: Double) throws(EstimationError) {
    let rows = equations.rows
    let solution = try equations.solve()
    let covariance = try equations.covariance(at: solution)
    let half = Interval.normalQuantile(ofLevel: level)
    family = equations.family
    coefficients = rows.names.enumerated().map { place, name in
      let value = solution.coefficients[place]
      let error = max(0, covariance[place][place]).squareRoot()
      let z = value / error
      return Coefficient(
        name: name, value: value, standardError: error, z: z, pValue: erfc(abs(z) / 2.0.squareRoot()),
        interval: Interval(lower: value - half * error, upper: value + half * error, level: level))
    }
    dispersion = family == .negativeBinomial ? solution.dispersion : nil
    self.rows = rows.outcomes.count
    clusters = rows.clusters.map { Set($0).count }
    self.covariance = covariance
  }

  private enum CodingKeys: CodingKey { case family, coefficients, dispersion, rows, clusters }
}
