extension Bootstrap {
  /// Intervals of statistics of gold against each coder.
  ///
  /// Resamples all units that gold coded, or their groups where the units have groups. The order of the
  /// units does not change the result. An undefined category figure in a draw leaves that category out
  /// of that draw's means, as it does in the statistic itself.
  ///
  /// - Returns: For each coder, in the order given, one estimate for each statistic.
  public func estimates(
    of statistics: [ConfusionStatistic], in units: CodedUnits, abstentions: AbstentionRule = .leftOut
  ) -> [[BootstrapEstimate]] {
    let patterns = UnitPatterns(units)
    let coders = 0..<units.coderCount
    let compute: @Sendable ([Int]) -> [Estimate<Double>] = { counts in
      coders.flatMap { coder in
        let table = units.table(
          of: patterns.patterns, counts, coder: coder, abstentions: abstentions,
          keepsCells: statistics.contains(where: \.needsCells))
        return statistics.map(table.estimate)
      }
    }
    let all = summarise(patterns, statistics.count * coders.count, compute)
    return coders.map { coder in
      Array(all[coder * statistics.count..<(coder + 1) * statistics.count])
    }
  }

  /// Intervals of the differences of two coders' statistics, first minus second, on the same draws.
  ///
  /// With abstentions left out, only the units that both coders coded are compared. A difference is
  /// undefined where either side is.
  ///
  /// - Throws: ``ReliabilityError/noSuchCoder(index:coders:)``.
  public func differences(
    of statistics: [ConfusionStatistic], in units: CodedUnits, between first: Int, and second: Int,
    abstentions: AbstentionRule = .leftOut
  ) throws(ReliabilityError) -> [BootstrapEstimate] {
    for coder in [first, second] where !units.coders.indices.contains(coder) {
      throw .noSuchCoder(index: coder, coders: units.coderCount)
    }
    let patterns = UnitPatterns(units)
    return summarise(patterns, statistics.count) { counts in
      var counts = counts
      for (number, pattern) in patterns.patterns.enumerated() {
        let coded = [pattern.places[first + 1], pattern.places[second + 1]]
        if coded.contains(CodedUnits.categoryGone)
          || abstentions == .leftOut && coded.contains(CodedUnits.missing)
        {
          counts[number] = 0
        }
      }
      let tables = [first, second].map {
        units.table(
          of: patterns.patterns, counts, coder: $0, abstentions: abstentions,
          keepsCells: statistics.contains(where: \.needsCells))
      }
      return statistics.map { statistic in
        switch (tables[0].estimate(of: statistic), tables[1].estimate(of: statistic)) {
        case (.defined(let first), .defined(let second)): .defined(first - second)
        case (.undefined(let reason), _), (_, .undefined(let reason)): .undefined(reason)
        }
      }
    }
  }

  private func summarise(
    _ patterns: UnitPatterns, _ statistics: Int, _ compute: @Sendable ([Int]) -> [Estimate<Double>]
  ) -> [BootstrapEstimate] {
    let whole = compute(patterns.wholeCounts)
    let replicates = replicates(of: patterns.resampler, statistics: compute)
    return (0..<statistics).map { place in
      BootstrapEstimate(whole[place], draws: replicates.map { $0[place] }, level: level)
    }
  }
}

extension CodedUnits {
  /// The table of gold against one coder when pattern `i` occurs `counts[i]` times.
  fileprivate func table(
    of patterns: [UnitPatterns.Pattern], _ counts: [Int], coder: Int, abstentions: AbstentionRule,
    keepsCells: Bool
  ) -> ConfusionMatrix {
    var table = ConfusionMatrix(
      empty: categories, abstentionRule: abstentions, isWeighted: weights != nil, keepsCells: keepsCells)
    for (pattern, times) in zip(patterns, counts) where times > 0 {
      table.add(
        gold: pattern.places[0], predicted: pattern.places[coder + 1], weight: pattern.weight, times: times)
    }
    return table
  }
}
