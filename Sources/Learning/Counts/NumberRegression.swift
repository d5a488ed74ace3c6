import Foundation

/// Regression of a number on principal coordinates: one penalty, or a path of them.
///
/// Least squares by `RidgeRegression`; counts by L-BFGS, the unknowns divided by the square root of their curvature, v_j +
/// lambda with v_j the coordinate's variance, each fit of a path starting from the one before.
struct NumberRegression: Sendable {
  let family: RegressionFamily
  /// The mean square of each coordinate.
  let variances: [Double]
  var solver = LBFGS(maximumIterations: 2000, tolerance: 1e-12)

  struct Fit: Sendable {
    var weights: [Double]
    var intercept: Double
    /// alpha of NB2; 0 for the others.
    var dispersion: Double
    var converged: Bool

    /// f(x) for each row.
    func etas(_ coordinates: DoubleMatrix) -> [Double] {
      (0..<coordinates.rows).map { row in
        weights.indices.reduce(intercept) { $0 + weights[$1] * coordinates[row, $1] }
      }
    }
  }

  /// One fit for each penalty, in their order: from the largest down is fastest.
  func path(
    _ coordinates: DoubleMatrix, _ numbers: [Double], penalties: [Double]
  ) throws(LearningError) -> [Fit] {
    guard family.hasLogLink else { return try leastSquares(coordinates, numbers, penalties) }
    guard numbers.contains(where: { $0 > 0 }) else {
      let nothing = Fit(
        weights: [Double](repeating: 0, count: coordinates.columns),
        intercept: -TrainedRegression.largestExponent, dispersion: 1, converged: true)
      return penalties.map { _ in nothing }
    }
    var problem = CountProblem(coordinates, numbers, family: family, penalty: 0)
    var point = start(numbers)
    var fits: [Fit] = []
    for penalty in penalties {
      problem.penalty = penalty
      let minimum = try minimum(of: &problem, from: point)
      point = minimum.point
      let r = coordinates.columns
      let limits = CountProblem.logDispersions
      fits.append(
        Fit(
          weights: Array(point[..<r]), intercept: point[r],
          dispersion: family == .negativeBinomial
            ? exp(min(max(point[r + 1], limits.lowerBound), limits.upperBound)) : 0,
          converged: minimum.converged))
    }
    return fits
  }

  /// The mean held-out loss for each penalty; nil where nothing can be held out.
  func heldOutLosses(
    _ coordinates: DoubleMatrix, _ numbers: [Double], folds: InnerFolds, penalties: [Double]
  ) throws(LearningError) -> [Double]? {
    var losses = [Double](repeating: 0, count: penalties.count)
    var count = 0
    for part in folds.parts where !part.held.isEmpty && !part.training.isEmpty {
      let held = coordinates.selecting(rows: part.held)
      let truth = part.held.map { numbers[$0] }
      let fits = try path(
        coordinates.selecting(rows: part.training), part.training.map { numbers[$0] }, penalties: penalties)
      for (index, fit) in fits.enumerated() {
        losses[index] += CountProblem.heldOutLoss(
          truth, etas: fit.etas(held), family: family, dispersion: fit.dispersion)
      }
      count += part.held.count
    }
    return count > 0 ? losses.map { $0 / Double(count) } : nil
  }

  private func leastSquares(
    _ coordinates: DoubleMatrix, _ numbers: [Double], _ penalties: [Double]
  ) throws(LearningError) -> [Fit] {
    let target = EncodedTarget(.values(numbers), weighting: .none)
    let regression = RidgeRegression(coordinates, target, answers: target.targets)
    var fits: [Fit] = []
    for penalty in penalties {
      try checkCancellation()
      let fit = try regression.fit(penalty: penalty)
      fits.append(
        Fit(weights: fit.weights.storage, intercept: fit.intercepts[0], dispersion: 0, converged: true))
    }
    return fits
  }

  /// The best constant, and a dispersion by the method of moments.
  private func start(_ numbers: [Double]) -> [Double] {
    let n = Double(numbers.count)
    let mean = numbers.reduce(0, +) / n
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    var point = [Double](repeating: 0, count: variances.count) + [log(mean)]
    if family == .negativeBinomial {
      point.append(log(min(max((variance - mean) / (mean * mean), 0.01), 100)))
    }
    return point
  }

  private func minimum(
    of problem: inout CountProblem, from start: [Double]
  ) throws(LearningError) -> LBFGS.Minimum {
    var scales = variances.map { 1 / ($0 + problem.penalty).squareRoot() }
    scales += [Double](repeating: 1, count: problem.unknowns - variances.count)
    let scaled = zip(start, scales).map { $0 / $1 }
    var unscaled = start
    var minimum = try solver.minimise(from: scaled) { scaled, gradient in
      for index in scaled.indices { unscaled[index] = scaled[index] * scales[index] }
      let value = problem.evaluate(unscaled, &gradient)
      for index in gradient.indices { gradient[index] *= scales[index] }
      return value
    }
    for index in minimum.point.indices { minimum.point[index] *= scales[index] }
    return minimum
  }
}
