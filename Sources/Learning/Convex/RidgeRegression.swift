/// Weighted least squares with an L2 penalty, by the normal equations on principal coordinates (Cholesky).
///
///     (1/2n) sum_i w_i (W z_i + b - y_i)^2 + (lambda / 2) |W|^2
///
/// The intercept is free. Outputs with equal weights share one factor.
struct RidgeRegression: Sendable {
  private struct System {
    let outputs: [Int]
    let gram: DoubleMatrix
    let right: DoubleMatrix
    let centre: [Double]
    let means: [Double]
  }

  private let systems: [System]
  private let outputs: Int
  private let columns: Int

  init(_ coordinates: DoubleMatrix, _ target: EncodedTarget, answers: DoubleMatrix) {
    outputs = answers.columns
    columns = coordinates.columns
    let perOutput = target.link == .sigmoid && answers.columns > 1
    let groups = perOutput ? (0..<outputs).map { [$0] } : [Array(0..<outputs)]
    systems = groups.compactMap { group in
      guard let first = group.first else { return nil }
      return RidgeRegression.system(
        coordinates, answers, outputs: group, weights: (0..<answers.rows).map { target.weights[$0, first] })
    }
  }

  func fit(penalty: Double) throws(LearningError) -> LogisticRegression.Fit {
    var weights = DoubleMatrix(rows: outputs, columns: columns)
    var intercepts = [Double](repeating: 0, count: outputs)
    for system in systems {
      var gram = system.gram
      for index in 0..<columns { gram[index, index] += penalty }
      let solution = try gram.solvingPositiveDefinite(system.right)
      for (position, output) in system.outputs.enumerated() {
        var shift = 0.0
        for column in 0..<columns {
          weights[output, column] = solution[position, column]
          shift += solution[position, column] * system.centre[column]
        }
        intercepts[output] = system.means[position] - shift
      }
    }
    return LogisticRegression.Fit(weights: weights, intercepts: intercepts, loss: 0)
  }

  private static func system(
    _ coordinates: DoubleMatrix, _ answers: DoubleMatrix, outputs: [Int], weights: [Double]
  ) -> System {
    let (n, r) = (coordinates.rows, coordinates.columns)
    let total = weights.reduce(0, +)
    var centre = [Double](repeating: 0, count: r)
    var means = [Double](repeating: 0, count: outputs.count)
    for row in 0..<n {
      let share = weights[row] / total
      for column in 0..<r { centre[column] += share * coordinates[row, column] }
      for (position, output) in outputs.enumerated() { means[position] += share * answers[row, output] }
    }
    var centred = DoubleMatrix(rows: n, columns: r)
    var centredAnswers = DoubleMatrix(rows: n, columns: outputs.count)
    for row in 0..<n {
      let root = (weights[row] / total).squareRoot()
      for column in 0..<r { centred[row, column] = root * (coordinates[row, column] - centre[column]) }
      for (position, output) in outputs.enumerated() {
        centredAnswers[row, position] = root * (answers[row, output] - means[position])
      }
    }
    return System(
      outputs: outputs, gram: centred.multiplied(by: centred, transposingSelf: true),
      right: centredAnswers.multiplied(by: centred, transposingSelf: true), centre: centre, means: means)
  }
}
