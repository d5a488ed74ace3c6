import Reliability

/// The mean of a number that people know for some posts, drawn with equal chances, and a machine predicts for all.
///
/// theta = l mean(f unlabelled) + mean(y - l f labelled), with l = Cov(y, f) / ((1 + n / N) Var f) cut to 0...1, and 0 where f does
/// not vary; SE² = Var(l f unlabelled) / N + Var(y - l f labelled) / n. n posts are labelled and N are not.
/// Source: Angelopoulos, Duchi and Zrnic (2023), "PPI++"; the same as ppi_py's `ppi_mean_pointestimate` and `ppi_mean_ci` with
/// the variances of the whole lists (divisors n and N).
public struct PredictionPoweredMean: Sendable, Equatable {
  /// The mean.
  public let mean: Double
  /// Its standard error.
  public let standardError: Double
  /// How much the predictions count, from 0 to 1.
  public let tuning: Double

  /// A mean.
  ///
  /// - Parameters:
  ///   - truth: What people say of the labelled posts; at least two.
  ///   - predicted: What the machine says of the same posts.
  ///   - unlabelled: What the machine says of all others.
  ///   - tuning: How much the predictions count; nil for what makes the interval shortest.
  public init?(truth: [Double], predicted: [Double], unlabelled: [Double], tuning: Double? = nil) {
    guard truth.count > 1, truth.count == predicted.count else { return nil }
    let (n, all) = (Double(truth.count), Double(unlabelled.count))
    let found = tuning ?? Self.tuning(truth, predicted, unlabelled)
    let l = unlabelled.isEmpty ? 0 : found
    let rest = zip(truth, predicted).map { $0 - l * $1 }
    mean = l * Self.mean(unlabelled) + Self.mean(rest)
    let variance = (all > 0 ? l * l * Self.variance(unlabelled) / all : 0) + Self.variance(rest) / n
    standardError = variance.squareRoot()
    self.tuning = l
  }

  private static func tuning(_ truth: [Double], _ predicted: [Double], _ unlabelled: [Double]) -> Double {
    let (n, all) = (Double(truth.count), Double(unlabelled.count))
    let spread = variance(predicted + unlabelled)
    guard spread > 0, all > 0 else { return 0 }
    let (y, f) = (mean(truth), mean(predicted))
    let covariance = zip(truth, predicted).reduce(0) { $0 + ($1.0 - y) * ($1.1 - f) } / n
    return min(1, max(0, covariance / ((1 + n / all) * spread)))
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.isEmpty
      ? 0 : values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }
}

extension CorpusCodings {
  /// Whether every post had the same chance to be drawn, and counts the same.
  var isSimple: Bool {
    weights == nil && Set(sampled.map(\.stratum)).count < 2
      && sampled.allSatisfy { abs($0.probability - sampled[0].probability) < 1e-12 }
  }

  /// The prediction-powered share where every post had the same chance.
  func simplePredictionPowered(
    _ category: Int, _ contains: (Int) -> Bool, level: Double
  ) -> ShareEstimate {
    var labelled: Set<Int> = []
    var truth: [Double] = []
    var predicted: [Double] = []
    for post in sampled where contains(post.place) {
      labelled.insert(post.place)
      truth.append(post.truth == category ? 1 : 0)
      predicted.append(prediction(post.place, category))
    }
    let unlabelled = answers.indices.filter { contains($0) && !labelled.contains($0) }
      .map { prediction($0, category) }
    guard let found = PredictionPoweredMean(truth: truth, predicted: predicted, unlabelled: unlabelled) else {
      return ShareEstimate(.predictionPowered, undefined: .tooFewUnits)
    }
    return ShareEstimate(
      .predictionPowered, share: found.mean, variance: found.standardError * found.standardError,
      level: level)
  }
}
