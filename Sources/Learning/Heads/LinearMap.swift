/// x -> W x + b: a trained dense layer, W of q x d.
struct LinearMap: Codable, Sendable, Equatable {
  var weights: Matrix
  var intercepts: [Float]

  /// A fit over the learned outputs as a map to all outputs; the others answer with their constants.
  init(weights: DoubleMatrix, intercepts: [Double], _ target: EncodedTarget) {
    self.weights = Matrix(rows: target.constants.count, columns: weights.columns)
    self.intercepts = target.constants
    for (position, output) in target.learned.enumerated() {
      self.intercepts[output] = Float(intercepts[position])
      for column in 0..<weights.columns {
        self.weights[output, column] = Float(weights[position, column])
      }
    }
  }

  init(weights: Matrix, intercepts: [Float]) {
    self.weights = weights
    self.intercepts = intercepts
  }

  /// The map with all outputs, from one over the learned outputs.
  func spread(over target: EncodedTarget) -> LinearMap {
    LinearMap(
      weights: DoubleMatrix(
        rows: weights.rows, columns: weights.columns, storage: weights.storage.map(Double.init)),
      intercepts: intercepts.map(Double.init), target)
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    var output = input.multiplied(byTransposeOf: weights)
    output.storage.withUnsafeMutableBufferPointer { output in
      for row in 0..<input.rows {
        for (column, intercept) in intercepts.enumerated() {
          output[row * intercepts.count + column] += intercept
        }
      }
    }
    return output
  }

  /// W and b times a factor.
  func scaled(by factor: Float) -> LinearMap {
    LinearMap(
      weights: Matrix(
        rows: weights.rows, columns: weights.columns, storage: weights.storage.map { $0 * factor }),
      intercepts: intercepts.map { $0 * factor })
  }
}
