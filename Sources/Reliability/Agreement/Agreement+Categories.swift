extension Agreement {
  /// Agreement of codings with one category of a list each.
  ///
  /// - Parameters:
  ///   - categories: The codebook's categories.
  ///   - codings: For each coder the place of each unit's category in `categories`; a negative place is a missing coding.
  ///   - distance: The distance of the variable's level; with an order of the categories kappa and Gwet's coefficient are given with
  ///     linear and quadratic weights too.
  ///   - groups: The group of each unit, such as its account, for resampling by groups; nil for none.
  ///   - bootstrap: How intervals are made.
  /// - Throws: ``ReliabilityError`` for lists of different length, a bad list of categories or a place outside it.
  public init(
    categories: [String], codings: [[Int32]], distance: KrippendorffAlpha.Distance,
    groups: [String]? = nil, bootstrap: Bootstrap = Bootstrap()
  ) throws(ReliabilityError) {
    _ = try CategoryIndex(categories)
    let count = codings.first?.count ?? 0
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: count) }
    for (coder, places) in codings.enumerated() {
      try CodedUnits.check(places.count, of: "codings of coder number \(coder)", against: count)
      if let unit = places.firstIndex(where: { $0 >= categories.count }) {
        throw .noSuchCategory(unit: unit, index: Int(places[unit]), categories: categories.count)
      }
    }
    let patterns = UnitPatterns(codings: codings, count: count, groups: groups)
    self.init(patterns, coderCount: codings.count, categories, distance, bootstrap)
  }

  private init(
    _ patterns: UnitPatterns, coderCount: Int, _ categories: [String],
    _ distance: KrippendorffAlpha.Distance, _ bootstrap: Bootstrap
  ) {
    let rows = patterns.patterns.map(\.places)
    let whole = patterns.wholeCounts
    let pairs = CoderPair.all(of: coderCount)
    let counts = CategoryCounts(rows, categoryCount: categories.count)
    let ofCategories = ResampledFigures(
      categories.flatMap { _ in
        [
          .init(kind: .specificAgreement),
          .init(kind: .alpha, variant: KrippendorffAlpha.Distance.nominal.label),
        ]
      }
    ) { drawn in
      zip(counts.specificAgreement(drawn), counts.alphaOfEach(drawn)).flatMap { [$0, $1] }
    }
    let cells = PairTable(categories: categories, distance: distance)
    let found = bootstrap.statistics(
      [Self.joint(patterns, pairs, counts, categories, distance), ofCategories], of: patterns.resampler,
      whole: whole)
    let codings = counts.codingsOfEach(whole)
    self.init(
      units: patterns.unitCount(codedBy: 1), pairableUnits: patterns.unitCount(codedBy: 2),
      statistics: found[0],
      categories: categories.enumerated().map { place, name in
        OfCategory(
          category: name, codings: codings[place], statistics: Array(found[1][2 * place..<2 * place + 2]))
      },
      pairs: OfPair.all(
        pairs, rows: rows, whole: whole,
        statistics: bootstrap.statistics(
          ofPairs: pairs.map { cells.figures(of: $0, rows, whole) }, coders: coderCount,
          of: patterns.resampler, whole: whole)))
  }

  /// The figures of all coders at once.
  private static func joint(
    _ patterns: UnitPatterns, _ pairs: [CoderPair], _ counts: CategoryCounts, _ categories: [String],
    _ distance: KrippendorffAlpha.Distance
  ) -> ResampledFigures {
    let rows = patterns.patterns.map(\.places)
    let alpha = ResampledAlpha(places: rows, distance)
    // The standard errors are of units, each of which counts once.
    let units = CategoryCounts(
      zip(rows, patterns.wholeCounts).flatMap { row, times in Array(repeating: row, count: times) },
      categoryCount: categories.count)
    let ordered: [AgreementWeights] = distance == .nominal ? [] : [.linear, .quadratic]
    let chances: [CategoryCounts.Coefficient.Chance] =
      [.fleiss, .gwet(.identity)] + ordered.map { .gwet($0) }
    let coefficients = chances.map(counts.coefficient)
    let kinds: [(StatisticKind, String?)] =
      [(.fleissKappa, nil), (.gwetAC1, nil)] + ordered.map { (.gwetAC2, $0.rawValue) }
    return ResampledFigures(
      [.init(kind: .percentAgreement), .init(kind: .alpha, variant: distance.label)]
        + zip(kinds, chances).map { kind, chance in
          .init(kind: kind.0, variant: kind.1, standardError: units.standardError(chance))
        }
    ) { drawn in
      [CoderPair.meanAgreement(of: pairs, rows, drawn), alpha.alpha(drawn)]
        + counts.estimates(coefficients, drawn)
    }
  }
}

/// What is computed from the table of two coders.
private struct PairTable {
  let categories: [String]
  private let alpha: ResampledAlpha
  private let distance: KrippendorffAlpha.Distance

  init(categories: [String], distance: KrippendorffAlpha.Distance) {
    self.categories = categories
    self.distance = distance
    let places = categories.indices.map { Int32(clamping: $0) }
    alpha = ResampledAlpha(places: places.flatMap { row in places.map { [row, $0] } }, distance)
  }

  /// How often each cell occurs, row after row, where `cells` are those of units that occur `times` times; negative ones are none.
  private func table(_ cells: [Int32], _ times: [Int]) -> [Int] {
    var table = [Int](repeating: 0, count: categories.count * categories.count)
    for (cell, times) in zip(cells, times) where cell >= 0 { table[Int(cell)] += times }
    return table
  }

  private func matrix(_ table: [Int], keepsCells: Bool) -> ConfusionMatrix {
    var matrix = ConfusionMatrix(empty: categories, keepsCells: keepsCells)
    for (cell, times) in table.enumerated() where times > 0 {
      matrix.add(
        gold: Int32(clamping: cell / categories.count), predicted: Int32(clamping: cell % categories.count),
        weight: 1, times: times)
    }
    return matrix
  }

  /// The figures of one pair, the main one first.
  func figures(of pair: CoderPair, _ rows: [[Int32]], _ whole: [Int]) -> ResampledFigures {
    let side = Int32(clamping: categories.count)
    let cells = rows.map { row in
      pair.isShared(row) ? row[pair.first] * side + row[pair.second] : CodedUnits.missing
    }
    let kappas: [KappaWeights] = distance == .nominal ? [.unweighted] : KappaWeights.allCases
    let variance = matrix(table(cells, whole), keepsCells: true).kappaVariance
    let ofKappas = kappas.map { weights -> ResampledFigures.Figure in
      weights == .unweighted
        ? .init(kind: .kappa, standardError: variance.map { $0.squareRoot() })
        : .init(kind: .kappa, variant: weights.rawValue)
    }
    return ResampledFigures(
      [.init(kind: .percentAgreement)] + ofKappas + [.init(kind: .alpha, variant: distance.label)]
    ) { [self] drawn in
      let table = table(cells, drawn)
      let matrix = matrix(table, keepsCells: kappas.count > 1)
      return [matrix.accuracy] + kappas.map(matrix.kappa) + [alpha.alpha(table)]
    }
  }
}
