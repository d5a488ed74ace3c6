/// How far apart two rows are.
public enum NeighbourMetric: String, Codable, Sendable, CaseIterable {
  /// 1 - cos, from 0 to 2. A row of zeros is at distance 1 from all others and at 0 from another row of zeros.
  case cosine
  /// The square root of the summed squares of the differences.
  case euclidean
}

/// The table in which products tell which rows are near: the larger `x . y - offset(y)`, the nearer is y to x.
///
/// Cosine: rows of length 1; where a row of zeros occurs, one more column in which only such rows have a 1, so that every
/// row has length 1. Euclidean: rows less the mean of the references, which keeps the rounding of products small, and divided
/// by a power of two, so that no product overflows; the offset is half the squared length.
struct NeighbourSpace: Sendable {
  let metric: NeighbourMetric
  let marksZeros: Bool
  let centre: [Double]
  let scale: Double

  init(_ metric: NeighbourMetric, of references: Matrix, and queries: Matrix? = nil) {
    self.metric = metric
    switch metric {
    case .cosine:
      marksZeros = references.hasRowOfZeros || queries?.hasRowOfZeros == true
      centre = []
      scale = 1
    case .euclidean:
      marksZeros = false
      centre = references.columnMeans
      scale = max(references.largestMagnitude, queries?.largestMagnitude ?? 0).binade
    }
  }

  func callAsFunction(_ matrix: Matrix) -> Matrix {
    switch metric {
    case .cosine: unitRows(of: matrix)
    case .euclidean: centred(matrix)
    }
  }

  /// Half the squared length of each row of a table of this space; none for cosine, where all are equal.
  func offsets(_ prepared: Matrix) -> [Float]? {
    guard metric == .euclidean else { return nil }
    return prepared.rowSums { $0 * $0 }.map { Float($0 / 2) }
  }

  private func unitRows(of matrix: Matrix) -> Matrix {
    let columns = matrix.columns + (marksZeros ? 1 : 0)
    let lengths = matrix.rowSums { $0 * $0 }
    return Matrix(rows: matrix.rows, columns: columns) { result in
      matrix.storage.withUnsafeBufferPointer { own in
        for row in 0..<matrix.rows {
          let length = lengths[row].squareRoot()
          let factor = length > 0 ? 1 / length : 0
          for column in 0..<matrix.columns {
            result[row * columns + column] = Float(Double(own[row * matrix.columns + column]) * factor)
          }
          if marksZeros { result[row * columns + columns - 1] = length > 0 ? 0 : 1 }
        }
      }
    }
  }

  private func centred(_ matrix: Matrix) -> Matrix {
    Matrix(rows: matrix.rows, columns: matrix.columns) { result in
      matrix.storage.withUnsafeBufferPointer { own in
        let factor = scale > 0 ? 1 / scale : 1
        for row in 0..<matrix.rows {
          for column in 0..<matrix.columns {
            let index = row * matrix.columns + column
            result[index] = Float((Double(own[index]) - centre[column]) * factor)
          }
        }
      }
    }
  }
}

extension Matrix {
  var hasRowOfZeros: Bool {
    (0..<rows).contains { row in self.row(row).allSatisfy { $0 == 0 } }
  }

  var largestMagnitude: Double {
    storage.withUnsafeBufferPointer { entries in
      var largest: Float = 0
      for entry in entries { largest = max(largest, abs(entry)) }
      return Double(largest)
    }
  }

  var columnMeans: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    storage.withUnsafeBufferPointer { entries in
      sums.withUnsafeMutableBufferPointer { sums in
        for row in 0..<rows {
          for column in 0..<columns { sums[column] += Double(entries[row * columns + column]) }
        }
      }
    }
    return sums.map { $0 / Double(max(rows, 1)) }
  }

  /// The sum of f over the entries of each row.
  @inline(__always)
  func rowSums(_ f: (Double) -> Double) -> [Double] {
    storage.withUnsafeBufferPointer { entries in
      (0..<rows).map { row in
        var sum = 0.0
        for index in row * columns..<(row + 1) * columns { sum += f(Double(entries[index])) }
        return sum
      }
    }
  }
}
