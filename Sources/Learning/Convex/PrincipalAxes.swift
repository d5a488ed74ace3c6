/// The rows of a centred table in the coordinates of its principal axes.
///
/// A linear model with an L2 penalty has its weights in the span of the rows, and the penalty does not change under a
/// rotation. So fitting on the r <= min(n, d) coordinates gives the same model as fitting on the d columns, with fewer
/// unknowns where n < d, and with unknowns whose curvatures are known apart (the eigenvalues): the solver needs few steps.
/// Axes whose variance is below 1e-12 of the largest hold only rounding and are left out.
struct PrincipalAxes: Sendable {
  /// n x r.
  let coordinates: DoubleMatrix
  /// r x d, orthonormal rows.
  let axes: DoubleMatrix
  /// The mean square of each coordinate.
  let variances: [Double]

  init(of table: DoubleMatrix) throws(LearningError) {
    let n = table.rows
    let wide = table.columns > n
    let gram =
      wide
      ? table.multiplied(by: table, transposed: true) : table.multiplied(by: table, transposingSelf: true)
    let (values, vectors) = try gram.symmetricEigen()
    let floor = max((values.last ?? 0) * 1e-12, Double.leastNormalMagnitude)
    let kept = values.indices.filter { values[$0] > floor }
    let basis = vectors.selecting(rows: kept)
    variances = kept.map { values[$0] / Double(max(n, 1)) }
    if wide {
      var axes = basis.multiplied(by: table)
      var coordinates = DoubleMatrix(rows: n, columns: kept.count)
      for (axis, index) in kept.enumerated() {
        let deviation = values[index].squareRoot()
        for column in 0..<axes.columns { axes[axis, column] /= deviation }
        for row in 0..<n { coordinates[row, axis] = basis[axis, row] * deviation }
      }
      self.axes = axes
      self.coordinates = coordinates
    } else {
      axes = basis
      coordinates = table.multiplied(by: basis, transposed: true)
    }
  }

  /// Weights on the coordinates (q x r) as weights on the columns (q x d).
  func weightsOnColumns(_ weights: DoubleMatrix) -> DoubleMatrix { weights.multiplied(by: axes) }
}
