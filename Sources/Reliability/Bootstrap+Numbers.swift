/// Figures of a coder's numbers with bootstrap intervals.
public struct NumberIntervals: Sendable, Codable, Equatable {
  /// The mean of |predicted - gold|.
  public let meanAbsoluteError: BootstrapEstimate
  /// 1 - Σ (gold - predicted)² / Σ (gold - mean gold)², the mean being that of each draw.
  public let rSquared: BootstrapEstimate
  /// Spearman's rank correlation.
  public let spearman: BootstrapEstimate
}

extension Bootstrap {
  /// Intervals of the mean absolute error, R2 and Spearman's correlation.
  ///
  /// - Parameters:
  ///   - gold: the gold value of each unit; the order of units matters for the draws: sort them by id first.
  ///   - predicted: the coder's value of each unit.
  ///   - groups: the group of each unit; nil to resample single units.
  /// - Returns: the figures; undefined ones where there is nothing to compare.
  /// - Throws: ``ReliabilityError`` for lists of different length or a value that is not finite.
  public func intervals(
    gold: [Double], predicted: [Double], groups: [String]? = nil
  ) throws(ReliabilityError) -> NumberIntervals {
    try Self.check(gold, [predicted], groups)
    let units = NumberUnits(gold: gold, predicted: predicted)
    let found = estimates(units: gold.count, groups: groups) { counts in
      [units.meanAbsoluteError(counts), units.rSquared(counts), units.spearman(counts)]
    }
    return NumberIntervals(meanAbsoluteError: found[0], rSquared: found[1], spearman: found[2])
  }

  /// By how much a coder's mean absolute error is below that of a baseline, on the same draws; above 0 the coder is
  /// better.
  ///
  /// The baseline's answers are those given: it is not fitted anew in each draw.
  ///
  /// - Throws: ``ReliabilityError`` for lists of different length or a value that is not finite.
  public func errorReduction(
    gold: [Double], predicted: [Double], baseline: [Double], groups: [String]? = nil
  ) throws(ReliabilityError) -> BootstrapEstimate {
    try Self.check(gold, [predicted, baseline], groups)
    let coder = NumberUnits(gold: gold, predicted: predicted)
    let other = NumberUnits(gold: gold, predicted: baseline)
    return estimates(units: gold.count, groups: groups) { counts in
      switch (other.meanAbsoluteError(counts), coder.meanAbsoluteError(counts)) {
      case (.defined(let worse), .defined(let better)): [.finite(worse - better)]
      case (.undefined(let reason), _), (_, .undefined(let reason)): [.undefined(reason)]
      }
    }[0]
  }

  private func estimates(
    units: Int, groups: [String]?, _ statistics: @Sendable ([Int]) -> [Estimate<Double>]
  ) -> [BootstrapEstimate] {
    let resampler = UnitResampler(patterns: Array(0..<units), patternCount: units, groups: groups)
    let whole = statistics([Int](repeating: 1, count: units))
    let replicates = replicates(of: resampler, statistics: statistics)
    return whole.indices.map { place in
      BootstrapEstimate(whole[place], draws: replicates.map { $0[place] }, level: level)
    }
  }

  private static func check(
    _ gold: [Double], _ others: [[Double]], _ groups: [String]?
  ) throws(ReliabilityError) {
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: gold.count) }
    for values in others {
      try CodedUnits.check(values.count, of: "predicted numbers", against: gold.count)
    }
    for values in [gold] + others {
      if let unit = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(unit: unit) }
    }
  }
}
