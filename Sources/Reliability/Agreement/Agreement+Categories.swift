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
    let patterns = UnitPatterns(count: count, groups: groups) { unit in
      let places = codings.map { max(CodedUnits.missing, $0[unit]) }
      return places.allSatisfy { $0 < 0 } ? nil : UnitPatterns.Pattern(places: places, weight: 1)
    }
    self.init(patterns, coderCount: codings.count, categories, distance, bootstrap)
  }

  private init(
    _ patterns: UnitPatterns, coderCount: Int, _ categories: [String],
    _ distance: KrippendorffAlpha.Distance, _ bootstrap: Bootstrap
  ) {
    let rows = patterns.patterns.map(\.places)
    let whole = patterns.wholeCounts
    let pairs = CoderPair.all(of: coderCount)
    let tables = pairs.map { pair in
      rows.map { pair.cell(in: $0, categories: categories.count) }
    }
    let ordered = distance != .nominal
    let counts = CategoryCounts(rows, categoryCount: categories.count)
    // The standard errors are of units, each of which counts once.
    let unitCounts = CategoryCounts(
      zip(rows, whole).flatMap { row, times in Array(repeating: row, count: times) },
      categoryCount: categories.count)
    let joint =
      [Self.percentAgreement(tables, cellsOf: categories.count)]
      + Self.chanceCorrected(counts, unitCounts, distance, rows, ordered: ordered)
    let ofCategories = categories.indices.flatMap { place in
      [
        ResampledFigure(.specificAgreement) { counts.specificAgreement($0)[place] },
        ResampledFigure(.alpha, variant: "nominal") { counts.alphaOfEach($0)[place] },
      ]
    }
    let cells = PairTable(categories: categories, distance: distance)
    let ofPairs = pairs.indices.map { pair in
      cells.figures(wholeTable: cells.counts(tables[pair], whole), ordered: ordered)
    }
    var found = bootstrap.statistics([joint, ofCategories], of: patterns.resampler, whole: whole) { $1 }
    if coderCount <= Self.coderLimitOfPairIntervals {
      found += bootstrap.statistics(ofPairs, of: patterns.resampler, whole: whole) { pair, drawn in
        cells.counts(tables[pair], drawn)
      }
    } else {
      found += ofPairs.enumerated().map { pair, figures in
        let table = cells.counts(tables[pair], whole)
        return figures.map {
          Statistic($0.kind, $0.estimate(table), variant: $0.variant, standardError: $0.standardError)
        }
      }
    }
    let codings = counts.codingsOfEach(whole)
    self.init(
      units: whole.reduce(0, +),
      pairableUnits: zip(rows, whole).reduce(0) { $0 + ($1.0.count { $0 >= 0 } > 1 ? $1.1 : 0) },
      statistics: found[0],
      categories: categories.enumerated().map { place, name in
        OfCategory(
          category: name, codings: codings[place], statistics: Array(found[1][2 * place..<2 * place + 2]))
      },
      pairs: zip(pairs.indices, pairs).map { place, pair in
        OfPair(
          coders: [pair.first, pair.second], units: cells.counts(tables[place], whole).reduce(0, +),
          statistics: found[2 + place])
      })
  }

  private static func percentAgreement(_ tables: [[Int32]], cellsOf categories: Int) -> ResampledFigure {
    ResampledFigure(.percentAgreement) { counts in
      .mean(
        of: tables.map { cells in
          var (same, all) = (0, 0)
          for (cell, times) in zip(cells, counts) where cell >= 0 {
            all += times
            if Int(cell) % (categories + 1) == 0 { same += times }
          }
          return .ratio(Double(same), Double(all), orUndefined: .noPairs)
        }, orUndefined: .noPairs)
    }
  }

  private static func chanceCorrected(
    _ counts: CategoryCounts, _ units: CategoryCounts, _ distance: KrippendorffAlpha.Distance,
    _ rows: [[Int32]], ordered: Bool
  ) -> [ResampledFigure] {
    func figure(
      _ kind: StatisticKind, _ coefficient: CategoryCounts.Coefficient, variant: String? = nil
    ) -> ResampledFigure {
      let agreements = counts.agreements(coefficient.weights)
      return ResampledFigure(kind, variant: variant, standardError: units.standardError(coefficient)) {
        counts.estimate(coefficient, $0, agreements)
      }
    }
    let alpha = ResampledAlpha(places: rows, distance)
    return [
      ResampledFigure(.alpha, variant: distance.label) { alpha.alpha($0) },
      figure(.fleissKappa, .fleiss), figure(.gwetAC1, .gwet(.identity)),
    ]
      + (ordered
        ? [AgreementWeights.linear, .quadratic].map { figure(.gwetAC2, .gwet($0), variant: $0.rawValue) }
        : [])
  }
}

extension ResampledAlpha {
  /// Alpha of the places of categories in their list.
  init(places units: [[Int32]], _ distance: KrippendorffAlpha.Distance) {
    let units = units.map { unit in unit.map { $0 < 0 ? nil : Double($0) } }
    self.init(numbers: units, distance)
  }

  /// Alpha of numbers; sets of tags have ``init(_:obstacle:distance:)``.
  init(numbers units: [[Double?]], _ distance: KrippendorffAlpha.Distance) {
    let codings = PairedCodings(units)
    switch distance {
    case .nominal, .masi: self.init(nominal: codings)
    case .ordinal: self.init(ordinal: codings)
    case .interval: self.init(interval: codings)
    case .ratio:
      let isNegative = codings.values.contains { $0 < 0 }
      self.init(codings, obstacle: isNegative ? .negativeValue : nil) { first, second in
        let share = (first / 2 - second / 2) / (first / 2 + second / 2)
        return share * share
      }
    }
  }
}

/// Two coders of several.
struct CoderPair: Sendable {
  let first: Int
  let second: Int

  /// Every pair of `count` coders.
  static func all(of count: Int) -> [CoderPair] {
    (0..<max(0, count)).flatMap { first in
      (first + 1..<max(first + 1, count)).map { CoderPair(first: first, second: $0) }
    }
  }

  /// The cell of a pattern in the table of the two coders; negative where one of them did not code.
  func cell(in places: [Int32], categories: Int) -> Int32 {
    let (row, column) = (places[first], places[second])
    return row < 0 || column < 0 ? CodedUnits.missing : row * Int32(clamping: categories) + column
  }
}

/// What is computed from the table of two coders.
private struct PairTable {
  let categories: [String]
  private let alpha: ResampledAlpha
  private let variant: String

  init(categories: [String], distance: KrippendorffAlpha.Distance) {
    self.categories = categories
    variant = distance.label
    let places = categories.indices.map { Int32(clamping: $0) }
    alpha = ResampledAlpha(places: places.flatMap { row in places.map { [row, $0] } }, distance)
  }

  /// How often each cell of the table occurs.
  func counts(_ cells: [Int32], _ counts: [Int]) -> [Int] {
    var table = [Int](repeating: 0, count: categories.count * categories.count)
    for (cell, times) in zip(cells, counts) where cell >= 0 { table[Int(cell)] += times }
    return table
  }

  private func matrix(_ counts: [Int], keepsCells: Bool) -> ConfusionMatrix {
    var matrix = ConfusionMatrix(empty: categories, keepsCells: keepsCells)
    for (cell, times) in counts.enumerated() where times > 0 {
      matrix.add(
        gold: Int32(clamping: cell / categories.count), predicted: Int32(clamping: cell % categories.count),
        weight: 1, times: times)
    }
    return matrix
  }

  /// The figures of one pair, the main one first.
  func figures(wholeTable: [Int], ordered: Bool) -> [ResampledFigure] {
    let variance = matrix(wholeTable, keepsCells: true).kappaVariance
    func kappa(_ weights: KappaWeights) -> ResampledFigure {
      let isPlain = weights == .unweighted
      return ResampledFigure(
        .kappa, variant: isPlain ? nil : weights.rawValue,
        standardError: isPlain ? variance.map { $0.squareRoot() } : nil
      ) { matrix($0, keepsCells: !isPlain).kappa(weights) }
    }
    return [
      ResampledFigure(.percentAgreement) { matrix($0, keepsCells: false).accuracy }, kappa(.unweighted),
    ]
      + (ordered ? [kappa(.linear), kappa(.quadratic)] : [])
      + [ResampledFigure(.alpha, variant: variant) { alpha.alpha($0) }]
  }
}
