/// The codings of units that have at least two, as codes of their distinct values.
struct PairedCodings<Value: Hashable & Sendable>: Sendable {
  /// The distinct values among the paired codings.
  private(set) var values: [Value] = []
  /// How often each distinct value occurs among the paired codings.
  private(set) var frequencies: [Int] = []
  /// The codes of unit `u` are `codes[starts[u]..<starts[u + 1]]`.
  private var codes: [Int32] = []
  private var starts: [Int] = [0]

  var unitCount: Int { starts.count - 1 }
  var count: Int { codes.count }

  init(_ units: [[Value?]]) {
    var known: [Value: Int32] = [:]
    codes.reserveCapacity(units.count * 2)
    starts.reserveCapacity(units.count + 1)
    for unit in units {
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
    }
  }

  /// Σ over units of the distances of their ordered pairs / (codings of the unit - 1).
  func observed(_ distance: (Int, Int) -> Double) -> Double {
    codes.withUnsafeBufferPointer { codes in
      var sum = 0.0
      for unit in 0..<unitCount {
        let range = starts[unit]..<starts[unit + 1]
        var inUnit = 0.0
        for first in range {
          for second in range.lowerBound..<first where codes[first] != codes[second] {
            inUnit += distance(Int(codes[first]), Int(codes[second]))
          }
        }
        sum += 2 * inUnit / Double(range.count - 1)
      }
      return sum
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
