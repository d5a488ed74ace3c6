extension Matrix {
  /// The product with another matrix: n x k times k x m gives n x m.
  ///
  /// - Precondition: `columns == other.rows`.
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows, "the inner sides of a product differ")
    return product(
      with: other, rows: rows, columns: other.columns, inner: columns, transposingSelf: false,
      transposingOther: false)
  }

  /// The product with the transpose of another matrix: n x k times (m x k)^T gives n x m.
  ///
  /// - Precondition: `columns == other.columns`.
  public func multiplied(byTransposeOf other: Matrix) -> Matrix {
    precondition(columns == other.columns, "the inner sides of a product differ")
    return product(
      with: other, rows: rows, columns: other.rows, inner: columns, transposingSelf: false,
      transposingOther: true)
  }

  /// The product of the transpose with another matrix: (k x n)^T times k x m gives n x m.
  ///
  /// - Precondition: `rows == other.rows`.
  public func transposeMultiplied(by other: Matrix) -> Matrix {
    precondition(rows == other.rows, "the inner sides of a product differ")
    return product(
      with: other, rows: columns, columns: other.columns, inner: rows, transposingSelf: true,
      transposingOther: false)
  }

  /// The rows scaled to length 1; a row of zeros stays one.
  ///
  /// Its cosine with every row is then 0.
  public func normalisedRows() -> Matrix {
    var result = self
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let length = storage[range].reduce(into: 0.0) { $0 += Double($1) * Double($1) }.squareRoot()
      guard length > 0 else { continue }
      for index in range { result.storage[index] = Float(Double(storage[index]) / length) }
    }
    return result
  }

  private func product(
    with other: Matrix, rows: Int, columns: Int, inner: Int, transposingSelf: Bool, transposingOther: Bool
  ) -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    storage.withUnsafeBufferPointer { a in
      other.storage.withUnsafeBufferPointer { b in
        result.storage.withUnsafeMutableBufferPointer { c in
          BLAS.multiply(
            BLAS.Factor(base: a.baseAddress, stride: self.columns, transposed: transposingSelf),
            BLAS.Factor(base: b.baseAddress, stride: other.columns, transposed: transposingOther),
            into: c.baseAddress, m: rows, n: columns, k: inner)
        }
      }
    }
    return result
  }
}
