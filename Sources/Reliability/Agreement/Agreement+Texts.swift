extension Agreement {
  /// Agreement of codings that are texts.
  ///
  /// - Parameters:
  ///   - texts: For each coder the text of each unit; nil where it is missing.
  ///   - similarity: How alike texts are; nil where only equal ones count.
  ///   - groups: The group of each unit; nil for none.
  ///   - bootstrap: How intervals are made.
  /// - Throws: ``ReliabilityError`` for lists of different length.
  public init(
    texts: [[String?]], similarity: TextSimilarity?, groups: [String]? = nil,
    bootstrap: Bootstrap = Bootstrap()
  ) throws(ReliabilityError) {
    let count = texts.first?.count ?? 0
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: count) }
    for (coder, ofCoder) in texts.enumerated() {
      try CodedUnits.check(ofCoder.count, of: "texts of coder number \(coder)", against: count)
    }
    let coded = (0..<count).filter { unit in texts.contains { $0[unit] != nil } }
    let units = coded.map { unit in texts.map { $0[unit] } }
    let resampler = UnitResampler(
      patterns: Array(coded.indices), patternCount: coded.count,
      groups: groups.map { groups in coded.map { groups[$0] } })
    let once = [Int](repeating: 1, count: coded.count)
    let pairs = CoderPair.all(of: texts.count)
    let ofPairs = pairs.map { pair in
      OfTexts(units.map { [$0[pair.first], $0[pair.second]] }, pairs: [(0, 1)], similarity)
    }
    let all = OfTexts(units, pairs: pairs.map { ($0.first, $0.second) }, similarity)
    let found = bootstrap.statistics([all.figures], of: resampler, whole: once)
    let pairStatistics = bootstrap.statistics(
      ofPairs: ofPairs.map(\.figures), coders: texts.count, of: resampler, whole: once)
    self.init(
      units: coded.count, pairableUnits: units.count { $0.count { $0 != nil } > 1 },
      statistics: all.withBaselines(found[0]), categories: [],
      pairs: zip(pairs, zip(ofPairs, pairStatistics)).map { pair, found in
        OfPair(
          coders: [pair.first, pair.second], units: found.0.compared,
          statistics: found.0.withBaselines(found.1))
      })
  }
}

/// How far coders' texts agree.
private struct OfTexts: Sendable {
  /// The pairs of texts of each unit.
  private let pairs: [[TextPair]]
  private let alpha: ResampledAlpha
  private let similarity: TextSimilarity?

  init(_ units: [[String?]], pairs: [(Int, Int)], _ similarity: TextSimilarity?) {
    self.similarity = similarity
    self.pairs = units.map { unit in
      pairs.compactMap { first, second in
        guard let one = unit[first], let other = unit[second] else { return nil }
        return TextPair(one, other, similarity)
      }
    }
    let codings = PairedCodings(units)
    alpha = similarity.map { ResampledAlpha(texts: codings, $0) } ?? ResampledAlpha(nominal: codings)
  }

  /// How many units have a pair.
  var compared: Int { pairs.count { !$0.isEmpty } }

  var figures: ResampledFigures {
    let distance = similarity == nil ? KrippendorffAlpha.Distance.nominal : .cosine
    var figures = [ResampledFigures.Figure(kind: .sameText)]
    if let similarity { figures.append(.init(kind: .textSimilarity, variant: similarity.encoder)) }
    figures.append(.init(kind: .alpha, variant: distance.label))
    let isMeasured = similarity != nil
    return ResampledFigures(figures) { [pairs, alpha] drawn in
      var (same, cosines, all) = (0.0, 0.0, 0.0)
      for (ofUnit, times) in zip(pairs, drawn) where times > 0 {
        for pair in ofUnit {
          all += Double(times)
          cosines += Double(times) * pair.cosine
          if pair.isSame { same += Double(times) }
        }
      }
      return [.ratio(same, all, orUndefined: .noPairs)]
        + (isMeasured ? [.ratio(cosines, all, orUndefined: .noPairs)] : []) + [alpha.alpha(drawn)]
    }
  }

  /// The same statistics, the similarity with that of texts of different units.
  func withBaselines(_ statistics: [Statistic]) -> [Statistic] {
    guard let similarity else { return statistics }
    return statistics.map { statistic in
      guard statistic.kind == .textSimilarity else { return statistic }
      return Statistic(
        .textSimilarity, statistic.value, interval: statistic.interval, variant: statistic.variant,
        baselines: [
          Statistic.Baseline(
            Statistic.ofDifferentPosts, TextPair.meanCosineOfOthers(pairs.flatMap(\.self), by: similarity))
        ])
    }
  }
}

extension Statistic {
  /// What the similarity of texts is compared with.
  public static let ofDifferentPosts = "texts of different posts"
}
