/// Principal component analysis: rows in the coordinates of the directions in which they vary most (Pearson 1901).
///
/// The axes are the eigenvectors of the covariance of the centred columns (of the rows' products where there are more
/// columns than rows), in 64 bits. The sign of an axis is such that its entry of the largest absolute value, the
/// first of equals, is positive, as scikit-learn's `PCA` has it.
public struct PrincipalComponents: Sendable, Equatable {
  /// d: the mean of each column.
  public let mean: [Double]
  /// r x d: the axes, of length 1, those of the largest variance first.
  public let axes: Matrix
  /// The variance along each axis, with n - 1 in the denominator.
  public let variances: [Double]
  /// The share of each in the variance of all columns; sums to at most 1.
  public let shares: [Double]
  /// n x r: the rows, less the mean, along the axes.
  public let coordinates: Matrix

  private static let block = 512

  /// Finds at most `count` axes.
  ///
  /// There are fewer where the rows span fewer: r is at most n - 1 and d, and axes whose variance is below 1e-12 of the
  /// largest, which hold only rounding, are left out. One row, and equal rows, have none.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite.
  ///   - count: at least 1.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Throws: `LearningError.parameter` for no rows or a count below 1, `.noFeatures`, `.notFinite`, `.numerical`,
  ///   `.cancelled`.
  public init(of features: Matrix, count: Int, threads: Int = 1) throws(LearningError) {
    guard count > 0 else {
      throw .parameter(name: "the number of components", value: "\(count)", accepted: "1 or more")
    }
    guard features.rows > 0 else {
      throw .parameter(
        name: "the number of rows", value: "0", accepted: "1 or more; extract an embedding first")
    }
    try features.requireClusterable()
    try checkCancellation()
    let n = features.rows
    let mean = PrincipalComponents.mean(features)
    let wide = features.columns > n
    let gram = PrincipalComponents.gram(features, mean, wide: wide)
    try checkCancellation()
    let (values, vectors) = try gram.symmetricEigen()
    let floor = max((values.last ?? 0) * 1e-12, Double.leastNormalMagnitude)
    let kept = values.indices.reversed().prefix(count).filter { values[$0] > floor }
    var axes = vectors.selecting(rows: kept)
    if wide { axes = PrincipalComponents.spread(axes, features, mean) }
    axes.pointLargestEntriesUp()
    let total = (0..<gram.rows).reduce(0) { $0 + gram[$1, $1] }
    self.mean = mean
    self.axes = Matrix(rows: axes.rows, columns: axes.columns, storage: axes.storage.map { Float($0) })
    variances = kept.map { values[$0] / Double(max(n - 1, 1)) }
    shares = kept.map { values[$0] / total }
    coordinates = ThreadTeam.$threads.withValue(max(threads, 1)) {
      PrincipalComponents.project(features, mean, axes)
    }
  }

  /// Other rows along the axes: n x r.
  ///
  /// - Throws: `LearningError.mismatch` for another number of columns, `.notFinite`.
  public func transform(_ features: Matrix, threads: Int = 1) throws(LearningError) -> Matrix {
    guard features.columns == mean.count else {
      throw .mismatch(what: "the columns of the features", expected: mean.count, found: features.columns)
    }
    try features.requireFinite("the features")
    let wide = DoubleMatrix(rows: axes.rows, columns: axes.columns, storage: axes.storage.map { Double($0) })
    return ThreadTeam.$threads.withValue(max(threads, 1)) {
      PrincipalComponents.project(features, mean, wide)
    }
  }

  private static func mean(_ features: Matrix) -> [Double] {
    var sums = [Double](repeating: 0, count: features.columns)
    for row in 0..<features.rows {
      for (column, entry) in features.row(row).enumerated() { sums[column] += Double(entry) }
    }
    return sums.map { $0 / Double(features.rows) }
  }

  /// Some rows less the mean, in 64 bits.
  private static func centred(_ features: Matrix, _ mean: [Double], _ range: Range<Int>) -> DoubleMatrix {
    var block = DoubleMatrix(rows: range.count, columns: features.columns)
    for (line, row) in range.enumerated() {
      for (column, entry) in features.row(row).enumerated() {
        block.storage[line * features.columns + column] = Double(entry) - mean[column]
      }
    }
    return block
  }

  /// X^T X of the centred rows, or X X^T.
  private static func gram(_ features: Matrix, _ mean: [Double], wide: Bool) -> DoubleMatrix {
    if wide {
      let table = centred(features, mean, 0..<features.rows)
      return table.multiplied(by: table, transposed: true)
    }
    let d = features.columns
    var gram = DoubleMatrix(rows: d, columns: d)
    for start in stride(from: 0, to: features.rows, by: block) {
      let table = centred(features, mean, start..<min(start + block, features.rows))
      gram.storage.withUnsafeMutableBufferPointer { gram in
        table.storage.withUnsafeBufferPointer { table in
          BLAS.multiply(
            BLAS.Factor(base: table.baseAddress, stride: d, transposed: true),
            BLAS.Factor(base: table.baseAddress, stride: d), into: gram.baseAddress, m: d, n: d,
            k: table.count / d, beta: 1)
        }
      }
    }
    return gram
  }

  /// From eigenvectors of X X^T those of X^T X, of length 1.
  private static func spread(_ vectors: DoubleMatrix, _ features: Matrix, _ mean: [Double]) -> DoubleMatrix {
    var axes = vectors.multiplied(by: centred(features, mean, 0..<features.rows))
    let d = axes.columns
    for axis in 0..<axes.rows {
      let length = axes.storage[axis * d..<(axis + 1) * d].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for column in 0..<d where length > 0 { axes.storage[axis * d + column] /= length }
    }
    return axes
  }

  private static func project(_ features: Matrix, _ mean: [Double], _ axes: DoubleMatrix) -> Matrix {
    Matrix(rows: features.rows, columns: axes.rows) { result in
      ThreadTeam.eachRange(of: features.rows, length: block) { range in
        let products = centred(features, mean, range).multiplied(by: axes, transposed: true)
        for (index, entry) in products.storage.enumerated() {
          result[range.lowerBound * axes.rows + index] = Float(entry)
        }
      }
    }
  }
}

extension DoubleMatrix {
  /// Turns each row so that its entry of the largest absolute value, the first of equals, is positive.
  fileprivate mutating func pointLargestEntriesUp() {
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      var largest = 0.0
      for index in range where abs(storage[index]) > abs(largest) { largest = storage[index] }
      if largest < 0 { for index in range { storage[index] = -storage[index] } }
    }
  }
}
