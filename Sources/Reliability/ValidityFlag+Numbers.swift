extension ValidityFlag {
  /// Answers whose middle half spans less than this share of gold's are nearly constant *(ours)*.
  public static let narrowShare = 0.05

  /// The flags of one coder's numbers.
  ///
  /// - Parameters:
  ///   - gold: the gold value of each compared unit.
  ///   - predicted: the coder's value of each.
  ///   - error: the coder's mean absolute error.
  ///   - baselines: each baseline with its mean absolute error, and by how much the coder's is below it.
  /// - Returns: none where there is nothing to compare, or gold is constant.
  public static func flags(
    gold: [Double], predicted: [Double], error: Estimate<Double>,
    baselines: [(baseline: NumberBaseline, error: Estimate<Double>, reduction: BootstrapEstimate)]
  ) -> [ValidityFlag] {
    guard let error = error.value, let first = gold.first, gold.contains(where: { $0 != first }) else {
      return []
    }
    var flags: [ValidityFlag] = []
    for (baseline, baselineError, reduction) in baselines {
      guard let baselineError = baselineError.value else { continue }
      if error >= baselineError {
        flags.append(.notBelowBaseline(error: error, baselineError: baselineError, baseline: baseline))
      } else if let value = reduction.estimate.value, let interval = reduction.interval.value,
        interval.contains(0)
      {
        flags.append(.notToldFromBaseline(reduction: value, interval: interval, baseline: baseline))
      }
    }
    let (spread, goldSpread) = (middleSpread(predicted), middleSpread(gold))
    if goldSpread > 0, spread < narrowShare * goldSpread {
      flags.append(.narrowAnswers(spread: spread, goldSpread: goldSpread))
    }
    return flags
  }

  /// Whether no coder beats always answering the median.
  ///
  /// - Parameter errors: for each coder of numbers its mean absolute error and the median's on the same posts.
  /// - Returns: one flag, or none; none for a single coder, whose own flags say it.
  public static func numbersBeatenByMedian(
    _ errors: [(error: Estimate<Double>, medianError: Estimate<Double>)]
  ) -> [ValidityFlag] {
    let pairs = errors.compactMap { pair in
      pair.error.value.flatMap { error in pair.medianError.value.map { (error: error, median: $0) } }
    }
    guard pairs.count > 1, pairs.allSatisfy({ $0.error >= $0.median }),
      let least = pairs.min(by: { $0.error < $1.error })
    else { return [] }
    return [.noCoderBelowMedian(least: least.error, baselineError: least.median)]
  }

  /// The distance of the quartiles.
  private static func middleSpread(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted.quantile(0.75) - sorted.quantile(0.25)
  }
}
