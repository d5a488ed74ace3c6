extension Matrix {
  /// One row.
  init(row: [Float]) { self.init(rows: 1, columns: row.count, storage: row) }

  /// A matrix whose entries `fill` writes, every one of them.
  init(rows: Int, columns: Int, filling fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let count = rows * columns
    self.init(
      rows: rows, columns: columns,
      storage: [Float](unsafeUninitializedCapacity: count) { buffer, filled in
        fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        filled = count
      })
  }

  /// Entry by entry, f(own, other's).
  ///
  /// - Precondition: `other` has as many rows and columns.
  @inline(__always)
  func combined(with other: Matrix, _ f: (Float, Float) -> Float) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "the sides of two matrices differ")
    return Matrix(rows: rows, columns: columns) { result in
      storage.withUnsafeBufferPointer { own in
        other.storage.withUnsafeBufferPointer { other in
          for index in 0..<result.count { result[index] = f(own[index], other[index]) }
        }
      }
    }
  }
}
