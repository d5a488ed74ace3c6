/// How well a coder's numbers follow gold's.
public struct NumberValidity: Sendable, Codable, Equatable {
  /// How many units both coded.
  public let observations: Int

  /// How many units gold coded and the coder did not.
  public let abstentions: Int

  /// The mean of |predicted - gold|, at least 0, in the unit of the variable.
  public let meanAbsoluteError: Estimate<Double>

  /// The square root of the mean of (predicted - gold)², at least 0, in the unit of the variable.
  public let rootMeanSquaredError: Estimate<Double>

  /// 1 - Σ (gold - predicted)² / Σ (gold - mean gold)², at most 1; undefined where gold is constant.
  public let rSquared: Estimate<Double>

  /// Pearson's product-moment correlation, in -1...1; undefined where one side is constant.
  public let pearson: Estimate<Double>

  /// Spearman's rank correlation: Pearson's of the ranks, ties by mean rank; undefined as Pearson's.
  public let spearman: Estimate<Double>

  /// Compares a coder's numbers with gold's.
  ///
  /// All figures are undefined without observations. The same as scikit-learn's `mean_absolute_error`,
  /// `root_mean_squared_error` and `r2_score`, and SciPy's `pearsonr` and `spearmanr`.
  ///
  /// - Parameters:
  ///   - gold: The gold value of each unit; nil leaves the unit out.
  ///   - predicted: The coder's value of each unit; nil where it abstained.
  /// - Throws: ``ReliabilityError`` for lists of different length or a value that is not finite.
  public init(gold: [Double?], predicted: [Double?]) throws(ReliabilityError) {
    try CodedUnits.check(predicted.count, of: "predicted numbers", against: gold.count)
    var truth: [Double] = []
    var guesses: [Double] = []
    var abstentions = 0
    for (unit, (gold, predicted)) in zip(gold, predicted).enumerated() {
      guard gold?.isFinite ?? true, predicted?.isFinite ?? true else { throw .notFinite(unit: unit) }
      guard let gold else { continue }
      guard let predicted else {
        abstentions += 1
        continue
      }
      truth.append(gold)
      guesses.append(predicted)
    }
    self.init(truth, guesses, abstentions: abstentions)
  }

  private init(_ gold: [Double], _ predicted: [Double], abstentions: Int) {
    let n = Double(gold.count)
    let errors = zip(gold, predicted).map { $0 - $1 }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    let absolute = errors.reduce(0) { $0 + abs($1) }
    observations = gold.count
    self.abstentions = abstentions
    meanAbsoluteError = .ratio(absolute, n, orUndefined: .noObservations)
    rootMeanSquaredError =
      gold.isEmpty ? .undefined(.noObservations) : .finite((squares / n).squareRoot())
    if gold.isEmpty {
      rSquared = .undefined(.noObservations)
    } else if gold.allSatisfy({ $0 == gold[0] }) {
      rSquared = .undefined(.constantGold)
    } else {
      let mean = gold.reduce(0, +) / n
      let spread = gold.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      rSquared = spread > 0 ? .finite(1 - squares / spread) : .undefined(.notFinite)
    }
    pearson = Correlation.pearson(gold, predicted)
    spearman = Correlation.pearson(Correlation.meanRanks(gold), Correlation.meanRanks(predicted))
  }
}

/// Correlation of two lists of the same length.
enum Correlation {
  static func pearson(_ first: [Double], _ second: [Double]) -> Estimate<Double> {
    guard let one = first.first, let other = second.first else { return .undefined(.noObservations) }
    guard first.contains(where: { $0 != one }), second.contains(where: { $0 != other }) else {
      return .undefined(.constantValues)
    }
    let n = Double(first.count)
    let firstMean = first.reduce(0, +) / n
    let secondMean = second.reduce(0, +) / n
    var product = 0.0
    var firstSquares = 0.0
    var secondSquares = 0.0
    for (x, y) in zip(first, second) {
      product += (x - firstMean) * (y - secondMean)
      firstSquares += (x - firstMean) * (x - firstMean)
      secondSquares += (y - secondMean) * (y - secondMean)
    }
    let scale = firstSquares.squareRoot() * secondSquares.squareRoot()
    guard scale > 0, scale.isFinite, product.isFinite else { return .undefined(.notFinite) }
    return .defined(min(1, max(-1, product / scale)))
  }

  /// Ranks from 1; equal values share the mean of their ranks.
  static func meanRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
