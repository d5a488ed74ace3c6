/// A table of 64-bit numbers, row after row: what the convex solvers work on.
struct DoubleMatrix: Sendable, Equatable {
  let rows: Int
  let columns: Int
  var storage: [Double]

  init(rows: Int, columns: Int, storage: [Double]? = nil) {
    self.rows = rows
    self.columns = columns
    self.storage = storage ?? [Double](repeating: 0, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> Double {
    get { storage[row * columns + column] }
    set { storage[row * columns + column] = newValue }
  }

  func selecting(rows chosen: [Int]) -> DoubleMatrix {
    var entries: [Double] = []
    entries.reserveCapacity(chosen.count * columns)
    for index in chosen { entries.append(contentsOf: storage[index * columns..<(index + 1) * columns]) }
    return DoubleMatrix(rows: chosen.count, columns: columns, storage: entries)
  }

  func transposed() -> DoubleMatrix {
    var result = DoubleMatrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.storage[column * rows + row] = storage[row * columns + column] }
    }
    return result
  }

  /// A B, A B^T or A^T B.
  func multiplied(by other: DoubleMatrix, transposed: Bool = false, transposingSelf: Bool = false)
    -> DoubleMatrix
  {
    let m = transposingSelf ? columns : rows
    let k = transposingSelf ? rows : columns
    let n = transposed ? other.rows : other.columns
    precondition(k == (transposed ? other.columns : other.rows), "the inner sides of a product differ")
    var result = DoubleMatrix(rows: m, columns: n)
    storage.withUnsafeBufferPointer { a in
      other.storage.withUnsafeBufferPointer { b in
        result.storage.withUnsafeMutableBufferPointer { c in
          BLAS.multiply(
            BLAS.Factor(base: a.baseAddress, stride: columns, transposed: transposingSelf),
            BLAS.Factor(base: b.baseAddress, stride: other.columns, transposed: transposed),
            into: c.baseAddress, m: m, n: n, k: k)
        }
      }
    }
    return result
  }
}
