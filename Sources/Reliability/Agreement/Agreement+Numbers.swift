extension Agreement {
  /// Agreement of codings that are numbers.
  ///
  /// - Parameters:
  ///   - numbers: For each coder the number of each unit; nil where it is missing.
  ///   - distance: The distance of the variable's level.
  ///   - groups: The group of each unit; nil for none.
  ///   - bootstrap: How intervals are made; the intraclass correlation has its own, of the F distribution.
  /// - Throws: ``ReliabilityError`` for lists of different length or a number that is not finite.
  public init(
    numbers: [[Double?]], distance: KrippendorffAlpha.Distance, groups: [String]? = nil,
    bootstrap: Bootstrap = Bootstrap()
  ) throws(ReliabilityError) {
    let count = numbers.first?.count ?? 0
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: count) }
    for (coder, ofCoder) in numbers.enumerated() {
      try CodedUnits.check(ofCoder.count, of: "numbers of coder number \(coder)", against: count)
      if let unit = ofCoder.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
        throw .notFinite(unit: unit)
      }
    }
    let coded = (0..<count).filter { unit in numbers.contains { $0[unit] != nil } }
    let units = coded.map { unit in numbers.map { $0[unit] } }
    let resampler = UnitResampler(
      patterns: Array(coded.indices), patternCount: coded.count,
      groups: groups.map { groups in coded.map { groups[$0] } })
    let once = [Int](repeating: 1, count: coded.count)
    let pairs = CoderPair.all(of: numbers.count)
    let joint = ResampledAlpha(numbers: units, distance)
    let ofPairs = pairs.map { pair in
      let both = units.map { [$0[pair.first], $0[pair.second]] }
      let alpha = ResampledAlpha(numbers: both, distance)
      let differences = both.map { pair -> Double? in
        guard let first = pair[0], let second = pair[1] else { return nil }
        return abs(first - second)
      }
      return ResampledFigures([
        .init(kind: .meanAbsoluteError), .init(kind: .alpha, variant: distance.label),
      ]) { drawn in
        var (sum, all) = (0.0, 0)
        for (difference, times) in zip(differences, drawn) {
          guard let difference else { continue }
          sum += Double(times) * difference
          all += times
        }
        return [.ratio(sum, Double(all), orUndefined: .noPairs), alpha.alpha(drawn)]
      }
    }
    let found = bootstrap.statistics(
      [ResampledFigures([.init(kind: .alpha, variant: distance.label)]) { [joint.alpha($0)] }], of: resampler,
      whole: once)
    let pairStatistics = bootstrap.statistics(
      ofPairs: ofPairs, coders: numbers.count, of: resampler, whole: once)
    let complete = units.compactMap { unit in
      unit.allSatisfy { $0 != nil } ? unit.compactMap(\.self) : nil
    }
    let correlation = IntraclassCorrelation(complete, level: bootstrap.level)
    self.init(
      units: coded.count, pairableUnits: units.count { $0.count { $0 != nil } > 1 },
      statistics: found[0] + [
        Statistic(
          .intraclassCorrelation, correlation.coefficient, interval: correlation.interval,
          variant: "\(complete.count) complete")
      ],
      categories: [],
      pairs: zip(pairs, pairStatistics).map { pair, statistics in
        let both = units.filter { $0[pair.first] != nil && $0[pair.second] != nil }
        let ranks = NumberUnits(
          gold: both.compactMap { $0[pair.first] }, predicted: both.compactMap { $0[pair.second] })
        return OfPair(
          coders: [pair.first, pair.second], units: both.count,
          statistics: statistics + [
            Statistic(.spearman, ranks.spearman([Int](repeating: 1, count: both.count)))
          ])
      })
  }
}
