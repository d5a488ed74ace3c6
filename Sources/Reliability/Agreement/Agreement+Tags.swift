extension Agreement {
  /// Agreement of codings that are sets of tags; the empty set is a coding like any other.
  ///
  /// - Parameters:
  ///   - tags: The codebook's tags.
  ///   - codings: For each coder the set of each unit; nil where it is missing.
  ///   - groups: The group of each unit; nil for none.
  ///   - bootstrap: How intervals are made.
  /// - Throws: ``ReliabilityError`` for lists of different length or a bad list of tags.
  public init(
    tags: [String], codings: [[Set<String>?]], groups: [String]? = nil, bootstrap: Bootstrap = Bootstrap()
  ) throws(ReliabilityError) {
    let index = try CategoryIndex(tags)
    let count = codings.first?.count ?? 0
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: count) }
    var codes: [Set<String>: Int32] = [:]
    var sets: [Set<String>] = []
    var places: [[Int32]] = []
    for (coder, ofCoder) in codings.enumerated() {
      try CodedUnits.check(ofCoder.count, of: "codings of coder number \(coder)", against: count)
      places.append(
        ofCoder.map { set in
          guard let set, set.allSatisfy({ index[$0] != nil }) else { return CodedUnits.missing }
          if let code = codes[set] { return code }
          let code = Int32(clamping: sets.count)
          codes[set] = code
          sets.append(set)
          return code
        })
    }
    // Codes follow the sets, not the order of units, so that draws do not depend on it.
    let order = sets.indices.sorted { sets[$0].sorted().lexicographicallyPrecedes(sets[$1].sorted()) }
    var rank = [Int32](repeating: 0, count: sets.count)
    for (place, code) in order.enumerated() { rank[code] = Int32(clamping: place) }
    places = places.map { $0.map { $0 < 0 ? $0 : rank[Int($0)] } }
    sets = order.map { sets[$0] }
    let patterns = UnitPatterns(count: count, groups: groups) { unit in
      let row = places.map { $0[unit] }
      return row.allSatisfy { $0 < 0 } ? nil : UnitPatterns.Pattern(places: row, weight: 1)
    }
    self.init(patterns, coderCount: codings.count, tags: tags, sets: sets, bootstrap)
  }

  private init(
    _ patterns: UnitPatterns, coderCount: Int, tags: [String], sets: [Set<String>], _ bootstrap: Bootstrap
  ) {
    let rows = patterns.patterns.map(\.places)
    let whole = patterns.wholeCounts
    let pairs = CoderPair.all(of: coderCount)
    func joint(_ rows: [[Int32]]) -> [ResampledFigure] {
      let units = rows.map { row in row.map { $0 < 0 ? nil : Int($0) } }
      let codings = PairedCodings(units)
      let masi = ResampledAlpha(codings) { MASI.distance(sets[$0], sets[$1]) }
      let jaccard = ResampledAlpha(codings) { MASI.jaccardDistance(sets[$0], sets[$1]) }
      return [
        ResampledFigure(.alpha, variant: KrippendorffAlpha.Distance.masi.label) { masi.alpha($0) },
        ResampledFigure(.alpha, variant: "Jaccard") { jaccard.alpha($0) },
      ]
    }
    func same(_ pairs: [CoderPair]) -> ResampledFigure {
      ResampledFigure(.exactMatch) { counts in
        .mean(
          of: pairs.map { pair in
            var (same, all) = (0, 0)
            for (row, times) in zip(rows, counts) where row[pair.first] >= 0 && row[pair.second] >= 0 {
              all += times
              if row[pair.first] == row[pair.second] { same += times }
            }
            return .ratio(Double(same), Double(all), orUndefined: .noPairs)
          }, orUndefined: .noPairs)
      }
    }
    let ofTags = tags.map { tag in
      CategoryCounts(
        rows.map { row in row.map { $0 < 0 ? $0 : sets[Int($0)].contains(tag) ? 1 : 0 } }, categoryCount: 2)
    }
    var lists = [[same(pairs)] + joint(rows)]
    lists += ofTags.map { counts in
      [
        ResampledFigure(.specificAgreement) { counts.specificAgreement($0)[1] },
        ResampledFigure(.alpha, variant: "nominal") { counts.alphaOfEach($0)[1] },
      ]
    }
    let ofPairs = pairs.map { pair in
      [same([pair])] + joint(rows.map { [$0[pair.first], $0[pair.second]] })
    }
    if coderCount <= Self.coderLimitOfPairIntervals { lists += ofPairs }
    var found = bootstrap.statistics(lists, of: patterns.resampler, whole: whole) { $1 }
    if coderCount > Self.coderLimitOfPairIntervals {
      found += ofPairs.map { $0.map { Statistic($0.kind, $0.estimate(whole), variant: $0.variant) } }
    }
    self.init(
      units: whole.reduce(0, +),
      pairableUnits: zip(rows, whole).reduce(0) { $0 + ($1.0.count { $0 >= 0 } > 1 ? $1.1 : 0) },
      statistics: found[0],
      categories: tags.enumerated().map { place, tag in
        OfCategory(
          category: tag, codings: ofTags[place].codingsOfEach(whole)[1], statistics: found[1 + place])
      },
      pairs: pairs.enumerated().map { place, pair in
        let units = zip(rows, whole).reduce(0) { sum, row in
          sum + (row.0[pair.first] >= 0 && row.0[pair.second] >= 0 ? row.1 : 0)
        }
        return OfPair(
          coders: [pair.first, pair.second], units: units, statistics: found[1 + tags.count + place])
      })
  }
}
