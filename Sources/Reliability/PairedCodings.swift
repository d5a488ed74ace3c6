/// The codings of units that have at least two, as codes of their distinct values.
struct PairedCodings<Value: Hashable & Sendable>: Sendable {
  /// The distinct values among the paired codings.
  private(set) var values: [Value] = []
  /// How often each distinct value occurs among the paired codings.
  private(set) var frequencies: [Int] = []
  /// The codes of unit `u` are `codes[starts[u]..<starts[u + 1]]`.
  private(set) var codes: [Int32] = []
  private(set) var starts: [Int] = [0]
  /// The place of each unit among all that were given.
  private(set) var unitPlaces: [Int] = []

  var unitCount: Int { starts.count - 1 }
  var count: Int { codes.count }

  init(_ units: some Sequence<[Value?]>) {
    var known: [Value: Int32] = [:]
    codes.reserveCapacity(units.underestimatedCount * 2)
    starts.reserveCapacity(units.underestimatedCount + 1)
    for (place, unit) in units.enumerated() {
      let coded = unit.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
      guard coded > 1 else { continue }
      for case let value? in unit {
        if let code = known[value] {
          codes.append(code)
          frequencies[Int(code)] += 1
        } else {
          let code = Int32(clamping: values.count)
          known[value] = code
          values.append(value)
          frequencies.append(1)
          codes.append(code)
        }
      }
      starts.append(codes.count)
      unitPlaces.append(place)
    }
  }

  /// The codings of units by places in a list; a negative place is a missing coding.
  ///
  /// - Parameter coders: For each coder the place of each unit.
  init(places coders: [[Int32]]) where Value == Double {
    var known: [Int32: Int32] = [:]
    for unit in 0..<(coders.first?.count ?? 0) {
      guard coders.count(where: { $0[unit] >= 0 }) > 1 else { continue }
      for coder in coders where coder[unit] >= 0 {
        let code = known[coder[unit]] ?? Int32(clamping: values.count)
        if code == values.count {
          known[coder[unit]] = code
          values.append(Double(coder[unit]))
          frequencies.append(0)
        }
        frequencies[Int(code)] += 1
        codes.append(code)
      }
      starts.append(codes.count)
      unitPlaces.append(unit)
    }
  }

  /// Σ over units of the distances of their ordered pairs / (codings of the unit - 1).
  func observed(_ distance: (Int, Int) -> Double) -> Double {
    var sum = 0.0
    forEachObserved(distance) { sum += $0 }
    return sum
  }

  /// The same of each unit.
  func observedInUnits(_ distance: (Int, Int) -> Double) -> [Double] {
    var found: [Double] = []
    found.reserveCapacity(unitCount)
    forEachObserved(distance) { found.append($0) }
    return found
  }

  private func forEachObserved(_ distance: (Int, Int) -> Double, _ body: (Double) -> Void) {
    codes.withUnsafeBufferPointer { codes in
      for unit in 0..<unitCount {
        let range = starts[unit]..<starts[unit + 1]
        var inUnit = 0.0
        for first in range {
          for second in range.lowerBound..<first where codes[first] != codes[second] {
            inUnit += distance(Int(codes[first]), Int(codes[second]))
          }
        }
        body(2 * inUnit / Double(range.count - 1))
      }
    }
  }

  /// Σ of the distances of all ordered pairs of codings; nothing where a unit is short of them.
  func expected(_ distance: (Int, Int) -> Double) -> Double {
    var sum = 0.0
    for first in values.indices {
      var row = 0.0
      for second in 0..<first { row += Double(frequencies[second]) * distance(first, second) }
      sum += 2 * row * Double(frequencies[first])
    }
    return sum
  }
}
