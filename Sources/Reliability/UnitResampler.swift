/// Draws units or groups with replacement and counts the patterns that come up.
///
/// Units of the same pattern (the same categories and weight, say) are alike to every statistic, so a
/// draw is told by how often each pattern comes up. Each unit is really drawn, and a draw costs one random number for each
/// unit, or for each group one random number and one addition for each of its distinct patterns. Of many units of few patterns
/// the counts are drawn themselves, from the same distribution: one binomial number for each pattern.
struct UnitResampler: Sendable {
  let patternCount: Int
  private let unitPatterns: [Int32]
  private let groups: Groups?
  /// How many units each pattern has, where there are so many units that counts are drawn; else empty.
  private let ofPatterns: [Int]

  /// From so many units of each pattern on, on average, counts are drawn.
  private static let many = 200

  /// Group `g` has the entries `starts[g]..<starts[g + 1]`: a pattern and how often it occurs.
  private struct Groups: Sendable {
    var starts: [Int] = [0]
    var entries: [(pattern: Int32, count: Int32)] = []
  }

  /// How many things are drawn: units, or groups.
  var drawable: Int { groups.map { $0.starts.count - 1 } ?? unitPatterns.count }

  /// Units with these patterns, numbered from 0.
  ///
  /// The order of groups is that of their names.
  init(patterns: [Int], patternCount: Int, groups names: [String]?) {
    self.patternCount = patternCount
    guard let names else {
      unitPatterns = patterns.map { Int32(clamping: $0) }
      groups = nil
      var ofPatterns = Array(repeating: 0, count: patternCount)
      for pattern in patterns { ofPatterns[pattern] += 1 }
      let isLarge = patterns.count >= 20_000 && patterns.count / Self.many >= patternCount
      self.ofPatterns = isLarge ? ofPatterns : []
      return
    }
    var members: [String: [Int]] = [:]
    for (pattern, name) in zip(patterns, names) { members[name, default: []].append(pattern) }
    var groups = Groups()
    for name in members.keys.sorted() {
      var counts: [Int: Int] = [:]
      for pattern in members[name] ?? [] { counts[pattern, default: 0] += 1 }
      for (pattern, count) in counts.sorted(by: { $0.key < $1.key }) {
        groups.entries.append((Int32(clamping: pattern), Int32(clamping: count)))
      }
      groups.starts.append(groups.entries.count)
    }
    unitPatterns = []
    ofPatterns = []
    self.groups = groups
  }

  /// Makes one draw; `counts` holds one entry for each pattern.
  func draw(into counts: inout [Int], using generator: inout SplitMix64) {
    guard ofPatterns.isEmpty else { return drawCounts(into: &counts, using: &generator) }
    for pattern in counts.indices { counts[pattern] = 0 }
    let drawable = drawable
    counts.withUnsafeMutableBufferPointer { counts in
      if let groups {
        groups.starts.withUnsafeBufferPointer { starts in
          groups.entries.withUnsafeBufferPointer { entries in
            for _ in 0..<drawable {
              let group = generator.next(below: drawable)
              for place in starts[group]..<starts[group + 1] {
                counts[Int(entries[place].pattern)] += Int(entries[place].count)
              }
            }
          }
        }
      } else {
        unitPatterns.withUnsafeBufferPointer { patterns in
          for _ in 0..<drawable { counts[Int(patterns[generator.next(below: drawable)])] += 1 }
        }
      }
    }
  }

  /// Draws the counts of all units at once: each pattern's share of what earlier ones have left.
  private func drawCounts(into counts: inout [Int], using generator: inout SplitMix64) {
    var (left, ofLeft) = (drawable, drawable)
    for (pattern, units) in ofPatterns.enumerated() {
      let chance = ofLeft > 0 ? Double(units) / Double(ofLeft) : 0
      let drawn = BinomialDraw(trials: left, chance: chance).draw(using: &generator)
      counts[pattern] = drawn
      left -= drawn
      ofLeft -= units
    }
  }
}
