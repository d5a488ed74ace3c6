/// x -> W x + b.
struct Dense: Layer {
  let inputs: Int
  let outputs: Int
  private(set) var weights: Weights
  private(set) var intercepts: Weights
  private var input: Matrix?

  /// First weights and intercepts uniform in +-1 / sqrt(inputs), as in PyTorch's `Linear`.
  init(inputs: Int, outputs: Int, drawing generator: inout SeededGenerator) {
    self.inputs = inputs
    self.outputs = outputs
    let bound = 1 / Float(max(inputs, 1)).squareRoot()
    weights = Weights((0..<inputs * outputs).map { _ in (2 * generator.uniform() - 1) * bound }, decays: true)
    intercepts = Weights((0..<outputs).map { _ in (2 * generator.uniform() - 1) * bound }, decays: false)
  }

  var map: LinearMap {
    LinearMap(
      weights: Matrix(rows: outputs, columns: inputs, storage: weights.values), intercepts: intercepts.values)
  }

  mutating func forward(_ input: Matrix, drawing generator: inout SeededGenerator) -> Matrix {
    self.input = input
    return map(input)
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    guard let input else { preconditionFailure("backward before forward") }
    weights.gradient = gradient.transposeMultiplied(by: input).storage
    var sums = [Float](repeating: 0, count: outputs)
    for row in 0..<gradient.rows {
      for (column, value) in gradient.row(row).enumerated() { sums[column] += value }
    }
    intercepts.gradient = sums
    return gradient.multiplied(by: map.weights)
  }

  func callAsFunction(_ input: Matrix) -> Matrix { map(input) }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    visit(&weights)
    visit(&intercepts)
  }
}
