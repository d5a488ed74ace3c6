/// Brings each column to mean 0 and variance 1 (the population's, 1/n), as learned from the training rows.
///
/// A column that is constant but for rounding is only centred, as in scikit-learn's `StandardScaler`: its variance is at
/// most n eps variance + (n mean eps)^2.
struct Standardiser: Codable, Sendable, Equatable {
  let means: [Double]
  let deviations: [Double]

  init(fitting features: Matrix) {
    let n = Double(features.rows)
    var means = [Double](repeating: 0, count: features.columns)
    var squares = means
    for row in 0..<features.rows {
      for (column, value) in features.row(row).enumerated() { means[column] += Double(value) }
    }
    for column in means.indices { means[column] /= n }
    for row in 0..<features.rows {
      for (column, value) in features.row(row).enumerated() {
        let difference = Double(value) - means[column]
        squares[column] += difference * difference
      }
    }
    self.means = means
    deviations = zip(squares, means).map { square, mean in
      let variance = square / n
      let rounding = n * mean * Double.ulpOfOne
      return variance <= n * Double.ulpOfOne * variance + rounding * rounding ? 1 : variance.squareRoot()
    }
  }

  func callAsFunction(_ features: Matrix) -> Matrix {
    let double = self.double(features)
    return Matrix(rows: features.rows, columns: features.columns, storage: double.storage.map { Float($0) })
  }

  /// The same in 64 bits, for the convex solvers.
  func double(_ features: Matrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: features.rows, columns: features.columns)
    let columns = features.columns
    features.storage.withUnsafeBufferPointer { source in
      result.storage.withUnsafeMutableBufferPointer { sink in
        for row in 0..<features.rows {
          for column in 0..<columns {
            let index = row * columns + column
            sink[index] = (Double(source[index]) - means[column]) / deviations[column]
          }
        }
      }
    }
    return result
  }
}
