extension ColumnTable {
  private static let rowBlock = 64
  private static let columnBlock = 1024

  /// For each row the squared distance to its `samples`-th nearest row, itself counted.
  func squaredCoreDistances(samples: Int) throws(LearningError) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    guard samples > 1 else { return result }
    let round = ColumnTable.rowBlock * 256
    for start in stride(from: 0, to: count, by: round) {
      try checkCancellation()
      let length = min(round, count - start)
      result.withUnsafeMutableBufferPointer { result in
        guard let result = result.baseAddress else { return }
        ThreadTeam.eachRange(of: length, length: ColumnTable.rowBlock) { range in
          let rows = start + range.lowerBound..<start + range.upperBound
          var nearest = rows.map { _ in NearestSquares(samples) }
          let points = rows.map { row($0) }
          entries.withUnsafeBufferPointer { entries in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: ColumnTable.columnBlock) { squares in
              guard let entries = entries.baseAddress, let squares = squares.baseAddress else { return }
              for first in stride(from: 0, to: count, by: ColumnTable.columnBlock) {
                let others = first..<min(first + ColumnTable.columnBlock, count)
                for place in points.indices {
                  ColumnTable.squaredDistances(entries, count, from: points[place], to: others, into: squares)
                  nearest[place].offer(squares, others.count)
                }
              }
            }
          }
          for (place, row) in rows.enumerated() { result[row] = nearest[place].largest }
        }
      }
    }
    return result
  }
}

/// The smallest numbers offered so far, rising.
private struct NearestSquares {
  private var values: [Double]
  /// The largest of them; infinite while fewer were offered.
  private(set) var largest = Double.infinity

  init(_ count: Int) { values = [Double](repeating: .infinity, count: count) }

  mutating func offer(_ squares: UnsafePointer<Double>, _ count: Int) {
    for index in 0..<count where squares[index] < largest {
      var place = values.count - 1
      while place > 0, values[place - 1] > squares[index] {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = squares[index]
      largest = values[values.count - 1]
    }
  }
}
