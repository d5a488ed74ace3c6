import Foundation

/// A regression that has learned: a linear map of the features, and how it becomes a number.
///
/// Made by `train(_:numbers:parameters:innerFolds:)`. A file whose parts do not fit together is a `DecodingError`.
public struct TrainedRegression: Sendable, Equatable {
  /// What it was trained with.
  public let parameters: RegressionParameters
  /// The penalty used, given or chosen by inner cross-validation.
  public let chosenL2: Double
  /// The mean held-out loss for each value of `HeadParameters.l2Grid` where inner cross-validation chose; else empty.
  ///
  /// Half the squared error, half the Poisson deviance, or -log L of NB2 without ln y! plus y ln y - y.
  public let heldOutLosses: [Double]
  /// alpha of NB2 by maximum likelihood, from 1e-8 to 1e6; nil for the others.
  public let dispersion: Double?
  /// Whether the solver came to rest; where it did not, the weights are those of its last step.
  public let converged: Bool
  let standardiser: Standardiser
  /// For each standardised column.
  let weights: [Double]
  let intercept: Double

  /// f(x) is held within this, so that exp f(x) is finite and at least 0.
  static let largestExponent = 700.0

  /// The number of columns that features must have.
  public var featureCount: Int { weights.count }

  /// The mean of the number for each row of features: f(x), or exp f(x) for counts.
  ///
  /// A row's answer does not depend on the rows beside it, to the last bit. Always finite, for counts 0 or more: exp f(x) at
  /// most e^700. Features that differ much from those learned from give numbers far outside what was learned; whoever asks
  /// has to judge that.
  ///
  /// - Parameter features: n rows of `featureCount` columns.
  /// - Returns: n numbers.
  /// - Throws: `LearningError.mismatch`, `.notFinite`, `.cancelled`.
  public func answers(_ features: Matrix) throws(LearningError) -> [Double] {
    guard features.columns == featureCount || features.rows == 0 else {
      throw .mismatch(what: "the columns of the features", expected: featureCount, found: features.columns)
    }
    try features.requireFinite("the features")
    var answers: [Double] = []
    answers.reserveCapacity(features.rows)
    for row in 0..<features.rows {
      if row.isMultiple(of: 1024) { try checkCancellation() }
      var eta = intercept
      for (column, value) in features.row(row).enumerated() {
        eta +=
          weights[column] * ((Double(value) - standardiser.means[column]) / standardiser.deviations[column])
      }
      guard eta.isFinite else { throw .notFinite(what: "the answers of the regression", row: row, column: 0) }
      answers.append(parameters.family.hasLogLink ? Self.boundedExponential(eta) : eta)
    }
    return answers
  }

  /// exp(eta), exactly 0 from e^-700 down and at most e^700.
  private static func boundedExponential(_ eta: Double) -> Double {
    eta <= -largestExponent ? 0 : exp(min(eta, largestExponent))
  }
}

extension TrainedRegression: Codable {
  private enum CodingKeys: String, CodingKey {
    case parameters, chosenL2, heldOutLosses, dispersion, converged, standardiser, weights, intercept
  }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(RegressionParameters.self, forKey: .parameters)
    chosenL2 = try container.decode(Double.self, forKey: .chosenL2)
    heldOutLosses = try container.decode([Double].self, forKey: .heldOutLosses)
    dispersion = try container.decodeIfPresent(Double.self, forKey: .dispersion)
    converged = try container.decode(Bool.self, forKey: .converged)
    standardiser = try container.decode(Standardiser.self, forKey: .standardiser)
    weights = try container.decode([Double].self, forKey: .weights)
    intercept = try container.decode(Double.self, forKey: .intercept)
    guard !weights.isEmpty, weights.count == standardiser.means.count,
      weights.count == standardiser.deviations.count, standardiser.deviations.allSatisfy({ $0 > 0 }),
      (parameters.family == .negativeBinomial) == (dispersion != nil)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .weights, in: container,
        debugDescription: "the parts of the trained regression do not fit together")
    }
  }
}
