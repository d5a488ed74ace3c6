/// Logistic regression on principal coordinates by L-BFGS, one penalty or a path of them.
///
/// The unknowns are divided by the square root of their curvature, c_k v_j + lambda, where v_j is the coordinate's variance
/// and c_k the output's mean p (1 - p) at the start; the first step is then close to Newton's. Along a path each fit starts
/// from the one before.
struct LogisticRegression: Sendable {
  let variances: [Double]
  var solver = LBFGS(maximumIterations: 2000, tolerance: 1e-14)

  /// W (q x r) and b (q) over the learned outputs.
  struct Fit: Sendable {
    var weights: DoubleMatrix
    var intercepts: [Double]
    var loss: Double

    /// n x q.
    func logits(_ coordinates: DoubleMatrix) -> DoubleMatrix {
      var logits = coordinates.multiplied(by: weights, transposed: true)
      for row in 0..<logits.rows {
        for output in intercepts.indices { logits[row, output] += intercepts[output] }
      }
      return logits
    }
  }

  func fit(
    _ coordinates: DoubleMatrix, _ target: EncodedTarget, penalty: Double
  ) throws(LearningError) -> Fit {
    var problem = CrossEntropyProblem(features: coordinates, target: target, penalty: penalty)
    return try fit(&problem, from: nil)
  }

  func fit(_ problem: inout CrossEntropyProblem, from start: Fit?) throws(LearningError) -> Fit {
    let (q, r, penalty) = (problem.target.learned.count, problem.features.columns, problem.penalty)
    var point =
      start.map { $0.weights.storage + $0.intercepts } ?? [Double](repeating: 0, count: problem.unknowns)
    var scales = [Double](repeating: 1, count: problem.unknowns)
    for (output, curvature) in problem.curvatures(point).enumerated() {
      let safe = max(curvature, 1e-6)
      for axis in 0..<r { scales[output * r + axis] = 1 / (safe * variances[axis] + penalty).squareRoot() }
      scales[q * r + output] = 1 / safe.squareRoot()
    }
    for index in point.indices { point[index] /= scales[index] }
    var unscaled = point
    let minimum = try solver.minimise(from: point) { scaled, gradient in
      for index in scaled.indices { unscaled[index] = scaled[index] * scales[index] }
      let value = problem.evaluate(unscaled, &gradient)
      for index in gradient.indices { gradient[index] *= scales[index] }
      return value
    }
    point = minimum.point
    for index in point.indices { point[index] *= scales[index] }
    return Fit(
      weights: DoubleMatrix(rows: q, columns: r, storage: Array(point[..<(q * r)])),
      intercepts: Array(point[(q * r)...]), loss: minimum.value)
  }

  /// The mean loss on held-out rows for each penalty of a grid; nil where no fold can judge.
  ///
  /// An answer that the training part of a fold cannot know (a class without an example there) is left out.
  static func heldOutLosses(
    _ axes: PrincipalAxes, _ target: LearningTarget, weighting: ClassWeights, folds: InnerFolds,
    grid: [Double]
  ) throws(LearningError) -> [Double]? {
    let regression = LogisticRegression(
      variances: axes.variances, solver: LBFGS(maximumIterations: 200, tolerance: 1e-7))
    var losses = [Double](repeating: 0, count: grid.count)
    var total = 0.0
    for part in folds.parts {
      let encoded = EncodedTarget(target.selecting(rows: part.training), weighting: weighting)
      guard encoded.learned.count > (encoded.link == .softmax ? 1 : 0) else { continue }
      let judge = HeldOutLoss(
        target.selecting(rows: part.held), known: encoded, training: part.training.count)
      let coordinates = axes.coordinates.selecting(rows: part.training)
      let held = axes.coordinates.selecting(rows: part.held)
      var problem = CrossEntropyProblem(features: coordinates, target: encoded, penalty: 0)
      var fit: Fit?
      for (index, penalty) in grid.enumerated() {
        problem.penalty = penalty
        let next = try regression.fit(&problem, from: fit)
        losses[index] += judge.loss(next.logits(held))
        fit = next
      }
      total += judge.total
    }
    return total > 0 ? losses.map { $0 / total } : nil
  }
}
