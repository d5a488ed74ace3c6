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
    let patterns = UnitPatterns(codings: places, count: count, groups: groups)
    self.init(patterns, coderCount: codings.count, tags: tags, sets: sets, bootstrap)
  }

  private init(
    _ patterns: UnitPatterns, coderCount: Int, tags: [String], sets: [Set<String>], _ bootstrap: Bootstrap
  ) {
    let rows = patterns.patterns.map(\.places)
    let whole = patterns.wholeCounts
    let pairs = CoderPair.all(of: coderCount)
    let ofTags = tags.map { tag in
      CategoryCounts(
        rows.map { row in row.map { $0 < 0 ? $0 : sets[Int($0)].contains(tag) ? 1 : 0 } }, categoryCount: 2)
    }
    let tagFigures = ofTags.map { counts in
      ResampledFigures([
        .init(kind: .specificAgreement),
        .init(kind: .alpha, variant: KrippendorffAlpha.Distance.nominal.label),
      ]) { [counts.specificAgreement($0)[1], counts.alphaOfEach($0)[1]] }
    }
    let found = bootstrap.statistics(
      [Self.figures(of: pairs, rows, alphaOf: rows, sets)] + tagFigures, of: patterns.resampler, whole: whole)
    let ofPairs = pairs.map { pair in
      Self.figures(of: [pair], rows, alphaOf: rows.map { [$0[pair.first], $0[pair.second]] }, sets)
    }
    self.init(
      units: patterns.unitCount(codedBy: 1), pairableUnits: patterns.unitCount(codedBy: 2),
      statistics: found[0],
      categories: tags.enumerated().map { place, tag in
        OfCategory(
          category: tag, codings: ofTags[place].codingsOfEach(whole)[1], statistics: found[1 + place])
      },
      pairs: OfPair.all(
        pairs, rows: rows, whole: whole,
        statistics: bootstrap.statistics(
          ofPairs: ofPairs, coders: coderCount, of: patterns.resampler, whole: whole)))
  }

  /// How often `pairs` give the same set, and alpha by two distances of the codings in `units`.
  private static func figures(
    of pairs: [CoderPair], _ rows: [[Int32]], alphaOf units: [[Int32]], _ sets: [Set<String>]
  ) -> ResampledFigures {
    let codings = PairedCodings(units.map { unit in unit.map { $0 < 0 ? nil : Int($0) } })
    let masi = ResampledAlpha(codings) { MASI.distance(sets[$0], sets[$1]) }
    let jaccard = ResampledAlpha(codings) { MASI.jaccardDistance(sets[$0], sets[$1]) }
    return ResampledFigures([
      .init(kind: .exactMatch), .init(kind: .alpha, variant: KrippendorffAlpha.Distance.masi.label),
      .init(kind: .alpha, variant: "Jaccard"),
    ]) { [CoderPair.meanAgreement(of: pairs, rows, $0), masi.alpha($0), jaccard.alpha($0)] }
  }
}
