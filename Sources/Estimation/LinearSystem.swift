/// A small square system of linear equations, by elimination with row pivots.
struct LinearSystem {
  private var rows: [[Double]]
  private var order: [Int]
  private let isSingular: Bool

  /// A system with these rows; it is factored once.
  init(_ rows: [[Double]]) {
    var rows = rows
    let n = rows.count
    var order = Array(0..<n)
    var singular = false
    let scale = rows.joined().reduce(0) { max($0, abs($1)) }
    for column in 0..<n {
      let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      order.swapAt(column, pivot)
      guard abs(rows[column][column]) > 1e-12 * scale, rows[column][column].isFinite else {
        singular = true
        break
      }
      for row in column + 1..<max(column + 1, n) {
        let factor = rows[row][column] / rows[column][column]
        rows[row][column] = factor
        guard factor != 0 else { continue }
        for place in column + 1..<n { rows[row][place] -= factor * rows[column][place] }
      }
    }
    self.rows = rows
    self.order = order
    isSingular = singular || n == 0
  }

  /// The x of A x = `right`; nil where A is singular.
  func solution(of right: [Double]) -> [Double]? {
    guard !isSingular else { return nil }
    var x = order.map { right[$0] }
    for row in x.indices {
      for column in 0..<row { x[row] -= rows[row][column] * x[column] }
    }
    for row in x.indices.reversed() {
      for column in row + 1..<max(row + 1, x.count) { x[row] -= rows[row][column] * x[column] }
      x[row] /= rows[row][row]
    }
    return x
  }

  /// The inverse of A, row after row; nil where A is singular.
  var inverse: [[Double]]? {
    let columns = rows.indices.map { place in
      solution(of: rows.indices.map { $0 == place ? 1 : 0 })
    }
    guard columns.allSatisfy({ $0 != nil }) else { return nil }
    let found = columns.compactMap(\.self)
    return rows.indices.map { row in found.map { $0[row] } }
  }
}
