extension ConfusionMatrix {
  /// The weight of each gold category among the units that count: its support.
  public var support: [Double] {
    abstentionRule == .wrong ? zip(rowSums, abstained).map { $0 + $1 } : rowSums
  }

  /// The weight of each predicted category.
  public var predictions: [Double] { columnSums }

  /// The weight of all units that count.
  public var total: Double { support.reduce(0, +) }

  /// The weight on the diagonal.
  public var correct: Double { diagonal.reduce(0, +) }

  /// The share of the gold units, by weight, that the coder coded; undefined without gold units.
  public var coverage: Estimate<Double> {
    let coded = rowSums.reduce(0, +)
    return .ratio(coded, coded + abstained.reduce(0, +), orUndefined: .noObservations)
  }

  /// The share, by weight, of units whose predicted category is the gold one, in 0...1.
  ///
  /// Undefined without observations. The same as scikit-learn's `accuracy_score`.
  public var accuracy: Estimate<Double> {
    .ratio(correct, total, orUndefined: .noObservations)
  }

  /// Wilson's interval of the accuracy; undefined with weights, for which the bootstrap serves.
  public func accuracyInterval(level: Double = 0.95) -> Estimate<Interval> {
    guard !isWeighted else { return .undefined(.weightedObservations) }
    return .wilson(successes: Int(correct), trials: Int(total), level: level)
  }

  /// The mean recall of the categories with support, in 0...1; a constant answer has 1 / their number.
  ///
  /// Undefined without observations. The same as scikit-learn's `balanced_accuracy_score`.
  public var balancedAccuracy: Estimate<Double> {
    .mean(
      of: zip(categories.indices, support).filter { $0.1 > 0 }.map {
        .ratio(diagonal[$0.0], $0.1, orUndefined: .noSupport)
      }, orUndefined: .noObservations)
  }

  /// Matthews' correlation of gold and the coder, for any number of categories: 1 is perfect, 0 chance, below 0 worse.
  ///
  /// (c s - Σ p_k t_k) / sqrt((s² - Σ p_k²)(s² - Σ t_k²)), c the right answers, s all, p_k and t_k those of category k by the coder
  /// and by gold. An abstention that counts as wrong is a prediction of none. Undefined where either side is constant.
  /// Source: Gorodkin (2004); the same as scikit-learn's `matthews_corrcoef`, which has 0 there.
  public var matthewsCorrelation: Estimate<Double> {
    let all = total
    guard all > 0 else { return .undefined(.noObservations) }
    // Shares, so that squares of huge weights stay finite.
    let gold = support.map { $0 / all }
    let coder = columnSums.map { $0 / all }
    let missed = 1 - coder.reduce(0, +)
    let shared = zip(gold, coder).reduce(0) { $0 + $1.0 * $1.1 }
    let ofGold = 1 - gold.reduce(0) { $0 + $1 * $1 }
    let ofCoder = 1 - coder.reduce(missed * missed) { $0 + $1 * $1 }
    guard ofGold > 1e-15, ofCoder > 1e-15 else { return .undefined(.constantValues) }
    return .finite((correct / all - shared) / (ofGold.squareRoot() * ofCoder.squareRoot()))
  }

  /// The share of the most frequent gold category: the accuracy of always giving that one.
  ///
  /// Undefined without observations.
  public var majorityShare: Estimate<Double> {
    .ratio(support.max() ?? 0, total, orUndefined: .noObservations)
  }

  /// The most frequent gold category, the first of several in the list's order; nil without observations.
  public var majorityCategory: String? {
    let support = support
    guard let most = support.max(), most > 0, let place = support.firstIndex(of: most) else { return nil }
    return categories[place]
  }
}

extension Estimate where Value == Interval {
  static func wilson(successes: Int, trials: Int, level: Double) -> Self {
    Interval.wilson(successes: successes, trials: trials, level: level)
  }
}
