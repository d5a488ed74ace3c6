/// How the parts of an example lie in one row: their standardised numbers one after the other, then for each part 1 where
/// it is missing, else 0.
///
/// The numbers of a missing part are 0, which after standardising is the mean of the examples that have it.
struct PartLayout: Codable, Sendable, Equatable {
  let widths: [Int]

  var count: Int { widths.count }
  /// The columns of all parts, without the flags.
  var total: Int { widths.reduce(0, +) }
  var columns: Int { total + count }

  func range(of part: Int) -> Range<Int> {
    let start = widths[..<part].reduce(0, +)
    return start..<start + widths[part]
  }

  func joined(_ features: FusedFeatures, by standardisers: [Standardiser]) -> Matrix {
    let parts = zip(features.parts, standardisers).map { $1($0) }
    return Matrix(rows: features.rows, columns: columns) { result in
      for row in 0..<features.rows {
        for (part, matrix) in parts.enumerated() {
          let here = features.present[part][row]
          let start = row * columns
          for (column, value) in zip(range(of: part), matrix.row(row)) {
            result[start + column] = here ? value : 0
          }
          result[start + total + part] = here ? 0 : 1
        }
      }
    }
  }

  /// The columns of one part.
  func slice(_ rows: Matrix, _ part: Int) -> Matrix {
    let range = range(of: part)
    return Matrix(rows: rows.rows, columns: range.count) { result in
      rows.storage.withUnsafeBufferPointer { rows in
        guard let source = rows.baseAddress, let target = result.baseAddress else { return }
        for row in 0..<rows.count / columns {
          (target + row * range.count).update(
            from: source + row * columns + range.lowerBound, count: range.count)
        }
      }
    }
  }

  func isPresent(_ part: Int, in rows: Matrix, _ row: Int) -> Bool { rows[row, total + part] == 0 }

  /// Adds the gradient of a part's columns to that of whole rows.
  func add(_ gradient: Matrix, of part: Int, to rows: inout Matrix) {
    let range = range(of: part)
    for row in 0..<gradient.rows {
      for (index, column) in range.enumerated() { rows[row, column] += gradient[row, index] }
    }
  }
}
