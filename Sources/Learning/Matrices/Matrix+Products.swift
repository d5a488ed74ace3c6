/// Products by ``OrderedProducts``: an entry depends on its own row and column alone, to the last bit, on every processor.
extension Matrix {
  /// The product with another matrix: n x k times k x m gives n x m.
  ///
  /// - Precondition: `columns == other.rows`.
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows, "the inner sides of a product differ")
    return product(with: other, rows: rows, inner: columns, transposed: false)
  }

  /// The product with the transpose of another matrix: n x k times (m x k)^T gives n x m.
  ///
  /// - Precondition: `columns == other.columns`.
  public func multiplied(byTransposeOf other: Matrix) -> Matrix {
    precondition(columns == other.columns, "the inner sides of a product differ")
    guard columns > 0 else { return Matrix(rows: rows, columns: other.rows) }
    return Matrix(rows: rows, columns: other.rows) { result in
      storage.withUnsafeBufferPointer { own in
        other.storage.withUnsafeBufferPointer { others in
          OrderedProducts.rows(
            own.baseAddress, others.baseAddress, into: result.baseAddress, m: rows, n: other.rows, k: columns,
            stride: other.rows)
        }
      }
    }
  }

  /// The product of the transpose with another matrix: (k x n)^T times k x m gives n x m.
  ///
  /// - Precondition: `rows == other.rows`.
  public func transposeMultiplied(by other: Matrix) -> Matrix {
    precondition(rows == other.rows, "the inner sides of a product differ")
    return product(with: other, rows: columns, inner: rows, transposed: true)
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

  private func product(with other: Matrix, rows: Int, inner: Int, transposed: Bool) -> Matrix {
    guard inner > 0 else { return Matrix(rows: rows, columns: other.columns) }
    return Matrix(rows: rows, columns: other.columns) { result in
      storage.withUnsafeBufferPointer { own in
        other.storage.withUnsafeBufferPointer { others in
          OrderedProducts.multiply(
            own.baseAddress, width: columns, transposed: transposed, others.baseAddress,
            into: result.baseAddress,
            m: rows, n: other.columns, k: inner)
        }
      }
    }
  }
}
