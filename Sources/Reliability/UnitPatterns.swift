/// The distinct ways in which units were coded, in an order that does not depend on that of the units.
struct UnitPatterns: Sendable {
  struct Pattern: Hashable, Sendable {
    /// Gold's place, then each coder's.
    var places: [Int32]
    var weight: Double
  }

  let patterns: [Pattern]
  /// How often each pattern occurs among the units themselves.
  let wholeCounts: [Int]
  let resampler: UnitResampler

  /// The patterns of the units that gold coded with a category of the list.
  init(_ units: CodedUnits) {
    self.init(count: units.count, groups: units.groups) { unit in
      guard units.gold[unit] >= 0 else { return nil }
      return Pattern(
        places: [units.gold[unit]] + units.coders.map { $0[unit] }, weight: units.weights?[unit] ?? 1)
    }
  }

  /// The patterns of units that several coders gave places, those left out that none of them coded.
  ///
  /// - Parameters:
  ///   - codings: For each coder the place of each unit; a negative place is a missing coding.
  ///   - count: How many units there are.
  ///   - groups: The group of each unit; nil for none.
  init(codings: [[Int32]], count: Int, groups: [String]?) {
    self.init(count: count, groups: groups) { unit in
      let places = codings.map { max(CodedUnits.missing, $0[unit]) }
      return places.allSatisfy { $0 < 0 } ? nil : Pattern(places: places, weight: 1)
    }
  }

  /// How many units at least `least` coders coded.
  func unitCount(codedBy least: Int) -> Int {
    zip(patterns, wholeCounts).reduce(0) { sum, pattern in
      sum + (pattern.0.places.count { $0 >= 0 } >= least ? pattern.1 : 0)
    }
  }

  /// The patterns of units, those left out that have none.
  init(count: Int, groups ofUnits: [String]?, pattern: (Int) -> Pattern?) {
    var counted: [Pattern: Int] = [:]
    var unitPatterns: [Int] = []
    var found: [Pattern] = []
    var groups: [String]? = ofUnits.map { _ in [] }
    for unit in 0..<count {
      guard let pattern = pattern(unit) else { continue }
      let number = counted[pattern] ?? found.count
      if number == found.count {
        counted[pattern] = number
        found.append(pattern)
      }
      unitPatterns.append(number)
      if let group = ofUnits?[unit] { groups?.append(group) }
    }
    let order = found.indices.sorted { Self.precedes(found[$0], found[$1]) }
    var rank = Array(repeating: 0, count: found.count)
    for (place, number) in order.enumerated() { rank[number] = place }
    patterns = order.map { found[$0] }
    var ranked = unitPatterns.map { rank[$0] }
    var wholeCounts = Array(repeating: 0, count: found.count)
    for pattern in ranked { wholeCounts[pattern] += 1 }
    self.wholeCounts = wholeCounts
    // Units without groups are alike within a pattern, so sorting them makes draws independent of order.
    if groups == nil { ranked.sort() }
    resampler = UnitResampler(patterns: ranked, patternCount: found.count, groups: groups)
  }

  private static func precedes(_ first: Pattern, _ second: Pattern) -> Bool {
    first.places == second.places
      ? first.weight < second.weight : first.places.lexicographicallyPrecedes(second.places)
  }
}
