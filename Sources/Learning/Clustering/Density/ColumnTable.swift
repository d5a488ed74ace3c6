/// Features in 64 bits, column after column, so that distances to many rows are computed side by side.
struct ColumnTable: Sendable {
  /// The number of rows.
  let count: Int
  /// The number of columns.
  let columns: Int
  /// The entry of row r in column c is at `c * count + r`.
  private(set) var entries: [Double]

  init(_ features: Matrix) {
    (count, columns) = (features.rows, features.columns)
    entries = [Double](repeating: 0, count: count * columns)
    for row in 0..<count {
      for (column, entry) in features.row(row).enumerated() { entries[column * count + row] = Double(entry) }
    }
  }

  private init(count: Int, columns: Int, entries: [Double]) {
    (self.count, self.columns, self.entries) = (count, columns, entries)
  }

  /// The columns of a row.
  func row(_ row: Int) -> [Double] { (0..<columns).map { entries[$0 * count + row] } }

  /// The chosen rows.
  func keeping(_ rows: [Int]) -> ColumnTable {
    var kept: [Double] = []
    kept.reserveCapacity(rows.count * columns)
    for column in 0..<columns {
      for row in rows { kept.append(entries[column * count + row]) }
    }
    return ColumnTable(count: rows.count, columns: columns, entries: kept)
  }

  /// The squared distances from a point to the rows of a range, the columns added one after the other.
  @inline(__always)
  static func squaredDistances(
    _ entries: UnsafePointer<Double>, _ count: Int, from point: [Double], to range: Range<Int>,
    into squares: UnsafeMutablePointer<Double>
  ) {
    let length = range.count
    for place in 0..<length { squares[place] = 0 }
    for (column, own) in point.enumerated() {
      let others = entries + column * count + range.lowerBound
      for place in 0..<length {
        let difference = own - others[place]
        squares[place] += difference * difference
      }
    }
  }
}
