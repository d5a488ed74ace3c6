/// Krippendorff's alpha of the same units again and again, each unit counted as often as it was drawn.
///
/// The same as ``KrippendorffAlpha`` of the drawn units. What units disagree is computed once, unless distances depend on what
/// was drawn, as those of ranks do.
struct ResampledAlpha: Sendable {
  /// Above so many distinct values, distances that no sum abbreviates are too many to be summed in each draw.
  static let valueLimit = 1000

  /// How the distances of all pairs of codings are summed.
  private enum Expected: Sendable {
    case nominal
    case squares([Double])
    case ranks(order: [Int])
    case table([Double])
    case cosines(SummedDistances)
  }

  private let unitPlaces: [Int]
  private let starts: [Int]
  private let codes: [Int32]
  private let valueCount: Int
  /// The disagreement within each pairable unit; empty for ranks.
  private let observed: [Double]
  private let expected: Expected
  private let obstacle: UndefinedReason?

  /// Alpha of categories, which are any values, without order.
  init<Value>(nominal codings: PairedCodings<Value>) {
    self.init(codings, .nominal) { $0 == $1 ? 0 : 1 }
  }

  /// Alpha of numbers by their ranks.
  init(ordinal codings: PairedCodings<Double>) {
    let order = codings.values.indices.sorted { codings.values[$0] < codings.values[$1] }
    self.init(codings, .ranks(order: order), obstacle: Self.obstacle(codings.values))
  }

  /// Alpha of numbers by their differences.
  init(interval codings: PairedCodings<Double>) {
    let values = codings.values
    self.init(codings, .squares(values), obstacle: Self.obstacle(values)) {
      (values[$0] - values[$1]) * (values[$0] - values[$1])
    }
  }

  /// Alpha of texts by how alike they are.
  init(texts codings: PairedCodings<String>, _ similarity: TextSimilarity) {
    let texts = codings.values
    self.init(codings, .cosines(SummedDistances(of: texts, by: similarity))) {
      1 - similarity.cosine(texts[$0], texts[$1])
    }
  }

  /// Alpha of values with any distance.
  init<Value>(
    _ codings: PairedCodings<Value>, obstacle: UndefinedReason? = nil, distance: (Value, Value) -> Double
  ) {
    let values = codings.values
    guard values.count <= Self.valueLimit, obstacle == nil else {
      self.init(codings, .table([]), obstacle: obstacle ?? .tooManyValues)
      return
    }
    var table = [Double](repeating: 0, count: values.count * values.count)
    for first in values.indices {
      for second in values.indices where first != second {
        table[first * values.count + second] = distance(values[first], values[second])
      }
    }
    self.init(codings, .table(table)) { table[$0 * values.count + $1] }
  }

  private init<Value>(
    _ codings: PairedCodings<Value>, _ expected: Expected, obstacle: UndefinedReason? = nil,
    distance: ((Int, Int) -> Double)? = nil
  ) {
    unitPlaces = codings.unitPlaces
    starts = codings.starts
    codes = codings.codes
    valueCount = codings.values.count
    self.expected = expected
    self.obstacle = obstacle
    observed = obstacle == nil ? distance.map(codings.observedInUnits) ?? [] : []
  }

  private static func obstacle(_ values: [Double]) -> UndefinedReason? {
    values.allSatisfy(\.isFinite) ? nil : .notFinite
  }

  /// Alpha when the unit at place `u` of those given occurs `times[u]` times.
  func alpha(_ times: [Int]) -> Estimate<Double> {
    if let obstacle { return .undefined(obstacle) }
    var frequencies = [Double](repeating: 0, count: valueCount)
    var sum = 0.0
    for (unit, place) in unitPlaces.enumerated() where times[place] > 0 {
      let times = Double(times[place])
      for entry in starts[unit]..<starts[unit + 1] { frequencies[Int(codes[entry])] += times }
      if !observed.isEmpty { sum += times * observed[unit] }
    }
    let n = frequencies.reduce(0, +)
    guard n > 0 else { return .undefined(.noPairs) }
    guard frequencies.lazy.filter({ $0 > 0 }).prefix(2).count > 1 else { return .undefined(.noVariation) }
    let all: Double
    var pairs = n * (n - 1)
    switch expected {
    case .nominal: all = n * n - frequencies.reduce(0) { $0 + $1 * $1 }
    case .squares(let values): all = KrippendorffAlpha.squaresOfAllPairs(values, frequencies)
    case .table(let distances): all = Self.sum(distances, frequencies)
    case .cosines(let distances):
      let alike = copies(times)
      all = distances.sum(frequencies) - alike.distance
      pairs -= alike.pairs
    case .ranks(let order):
      let ranks = KrippendorffAlpha.meanRanks(order, frequencies)
      sum = disagreement(times, of: ranks)
      all = KrippendorffAlpha.squaresOfAllPairs(ranks, frequencies)
    }
    guard all > 0 else { return .undefined(.noVariation) }
    return .finite(1 - pairs / n * (sum / all))
  }

  /// The pairs of codings of a unit with those of its copies in the draw, and their summed distance.
  ///
  /// Texts hardly ever repeat. A unit that is drawn twice would say that texts of two posts are the same, which they are not: such
  /// pairs say nothing of chance.
  private func copies(_ times: [Int]) -> (pairs: Double, distance: Double) {
    var (pairs, distance) = (0.0, 0.0)
    for (unit, place) in unitPlaces.enumerated() where times[place] > 1 {
      let times = Double(times[place])
      let codings = Double(starts[unit + 1] - starts[unit])
      pairs += times * (times - 1) * codings * codings
      distance += times * (times - 1) * observed[unit] * (codings - 1)
    }
    return (pairs, distance)
  }

  private static func sum(_ distances: [Double], _ frequencies: [Double]) -> Double {
    var sum = 0.0
    let used = frequencies.indices.filter { frequencies[$0] > 0 }
    for first in used {
      var row = 0.0
      for second in used { row += frequencies[second] * distances[first * frequencies.count + second] }
      sum += row * frequencies[first]
    }
    return sum
  }

  private func disagreement(_ times: [Int], of ranks: [Double]) -> Double {
    var sum = 0.0
    for (unit, place) in unitPlaces.enumerated() where times[place] > 0 {
      var inUnit = 0.0
      for first in starts[unit]..<starts[unit + 1] {
        for second in starts[unit]..<first {
          let difference = ranks[Int(codes[first])] - ranks[Int(codes[second])]
          inUnit += difference * difference
        }
      }
      sum += Double(times[place]) * 2 * inUnit / Double(starts[unit + 1] - starts[unit] - 1)
    }
    return sum
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
    case .nominal, .masi, .cosine: self.init(nominal: codings)
    case .ordinal: self.init(ordinal: codings)
    case .interval: self.init(interval: codings)
    case .ratio:
      let isNegative = codings.values.contains { $0 < 0 }
      self.init(
        codings, obstacle: isNegative ? .negativeValue : nil, distance: KrippendorffAlpha.ratioDistance)
    }
  }
}
