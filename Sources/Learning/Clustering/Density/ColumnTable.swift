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
  ///
  /// Four columns in a pass, so that the sums are loaded and stored a quarter as often.
  @inline(__always)
  static func squaredDistances(
    _ entries: UnsafePointer<Double>, _ count: Int, from point: [Double], to range: Range<Int>,
    into squares: UnsafeMutablePointer<Double>
  ) {
    let length = range.count
    let others = entries + range.lowerBound
    for place in 0..<length { squares[place] = 0 }
    let whole = point.count & ~3
    for column in stride(from: 0, to: whole, by: 4) {
      let own = (point[column], point[column + 1], point[column + 2], point[column + 3])
      let first = others + column * count
      for place in 0..<length {
        let a = own.0 - first[place]
        let b = own.1 - first[place + count]
        let c = own.2 - first[place + 2 * count]
        let d = own.3 - first[place + 3 * count]
        squares[place] = squares[place] + a * a + b * b + c * c + d * d
      }
    }
    for column in whole..<point.count {
      let (own, rest) = (point[column], others + column * count)
      for place in 0..<length {
        let difference = own - rest[place]
        squares[place] += difference * difference
      }
    }
  }
}
