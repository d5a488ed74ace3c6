/// How much two different categories disagree in Cohen's kappa.
public enum KappaWeights: String, Sendable, Codable, CaseIterable {
  /// Every disagreement counts 1.
  case unweighted
  /// A disagreement counts the distance |i - j| of the places in the category list.
  case linear
  /// A disagreement counts the squared distance (i - j)².
  case quadratic

  func disagreement(_ first: Int, _ second: Int) -> Double {
    switch self {
    case .unweighted: first == second ? 0 : 1
    case .linear: Double(abs(first - second))
    case .quadratic: Double((first - second) * (first - second))
    }
  }
}

extension ConfusionMatrix {
  /// Cohen's kappa: agreement beyond what the two coders' own shares of the categories would give.
  ///
  /// 1 - Σ w o / Σ w e, with o the table's shares, e the product of the row and column shares and w the
  /// disagreement of `weights`. 1 is perfect, 0 chance, below 0 worse than chance. Undefined without
  /// observations, and where both coders gave one and the same category throughout.
  /// Abstentions counted as wrong are one more column, which only the unweighted kappa can have.
  /// Source: Cohen (1960, 1968); the same as scikit-learn's `cohen_kappa_score`.
  public func kappa(_ weights: KappaWeights = .unweighted) -> Estimate<Double> {
    let n = total
    guard n > 0 else { return .undefined(.noObservations) }
    let abstainedCount = abstentionRule == .wrong ? abstained.reduce(0, +) : 0
    guard weights == .unweighted || abstainedCount == 0 else {
      return .undefined(.abstentionHasNoDistance)
    }
    let rows = support
    let columns = predictions
    var observed = abstainedCount
    var expected = abstainedCount
    if weights == .unweighted {
      // All that is not on the diagonal counts 1: with many categories the margins are enough.
      let coded = columns.reduce(0, +)
      observed += zip(rowSums, diagonal).reduce(0) { $0 + ($1.0 - $1.1) }
      for gold in categories.indices { expected += rows[gold] * ((coded - columns[gold]) / n) }
    } else {
      for cell in occurring { observed += weights.disagreement(cell.gold, cell.predicted) * cell.weight }
      let predictions = categories.indices.filter { columns[$0] > 0 }
      for gold in categories.indices where rows[gold] > 0 {
        for predicted in predictions {
          expected += weights.disagreement(gold, predicted) * rows[gold] * (columns[predicted] / n)
        }
      }
    }
    guard expected > 0 else { return .undefined(.bothConstant) }
    return .finite(1 - observed / expected)
  }

  /// The large-sample variance of the unweighted kappa.
  ///
  /// [Σ p_ii (1 - (r_i + c_i)(1 - k))² + (1 - k)² Σ_{i≠j} p_ij (c_i + r_j)² - (k - p_e (1 - k))²]
  /// / ((1 - p_e)² n). Undefined where kappa is, and with weights. 0 at perfect agreement.
  /// Source: Fleiss, Cohen and Everitt (1969); the same as statsmodels' `cohens_kappa`.
  public var kappaVariance: Estimate<Double> {
    guard !isWeighted else { return .undefined(.weightedObservations) }
    guard let kappa = kappa().value else { return .undefined(kappa().reason ?? .bothConstant) }
    let n = total
    let gone = abstentionRule == .wrong ? abstained : Array(repeating: 0, count: categories.count)
    // With abstentions as one more category that gold never has, the table stays square.
    let rows = support.map { $0 / n } + [0]
    let columns = predictions.map { $0 / n } + [gone.reduce(0, +) / n]
    let expected = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    var onDiagonal = 0.0
    var offDiagonal = 0.0
    let lost = gone.indices.filter { gone[$0] != 0 }.map {
      (gold: $0, predicted: categories.count, weight: gone[$0])
    }
    for cell in occurring + lost {
      if cell.gold == cell.predicted {
        let term = 1 - (rows[cell.gold] + columns[cell.gold]) * (1 - kappa)
        onDiagonal += cell.weight / n * term * term
      } else {
        let term = columns[cell.gold] + rows[cell.predicted]
        offDiagonal += cell.weight / n * term * term
      }
    }
    let chance = kappa - expected * (1 - kappa)
    let numerator = onDiagonal + (1 - kappa) * (1 - kappa) * offDiagonal - chance * chance
    return .finite(max(0, numerator) / ((1 - expected) * (1 - expected) * n))
  }

  /// Kappa ± z √variance, for the unweighted kappa.
  ///
  /// Undefined where the variance is.
  public func kappaInterval(level: Double = 0.95) -> Estimate<Interval> {
    guard level > 0, level < 1 else { return .undefined(.levelOutOfRange) }
    guard let kappa = kappa().value, let variance = kappaVariance.value else {
      return .undefined(kappaVariance.reason ?? .bothConstant)
    }
    let half = Interval.normalQuantile(upperTail: (1 - level) / 2) * variance.squareRoot()
    return .defined(Interval(lower: kappa - half, upper: kappa + half, level: level))
  }
}
