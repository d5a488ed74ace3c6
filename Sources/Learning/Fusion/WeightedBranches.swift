import Reliability

/// z = sum over parts of w_k f_k(x_k), with free weights and the penalty lambda (sum |min(w_k, 0)| + |sum w_k - 1|).
///
/// cuevascarlos/recvis24_a3. A part that an example lacks adds nothing to its z.
struct WeightedBranches: Layer {
  let layout: PartLayout
  let lambda: Float
  private(set) var branches: [Network]
  private(set) var weights: Weights
  private var input = Matrix(rows: 0, columns: 0)
  private var outputs: [Matrix] = []

  /// All weights start at 1 / parts.
  init(_ branches: [Network], layout: PartLayout, lambda: Float) {
    self.branches = branches
    self.layout = layout
    self.lambda = lambda
    weights = Weights(
      [Float](repeating: 1 / Float(branches.count), count: branches.count), decays: false)
  }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    self.input = input
    outputs = []
    for part in branches.indices {
      outputs.append(branches[part].forward(layout.slice(input, part), drawing: &generator))
    }
    return mixed(outputs, of: input)
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    mixed(branches.indices.map { branches[$0](layout.slice(input, $0)) }, of: input)
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    var result = Matrix(rows: input.rows, columns: input.columns)
    for part in branches.indices {
      layout.add(branches[part].backward(slope(gradient, part)), of: part, to: &result)
    }
    return result
  }

  mutating func learn(from gradient: Matrix) {
    for part in branches.indices { branches[part].learn(from: slope(gradient, part)) }
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    for part in branches.indices { branches[part].visitWeights(visit) }
    visit(&weights)
  }

  var penalty: Double {
    let values = weights.values.map(Double.init)
    return Double(lambda) * (values.reduce(0) { $0 - min($1, 0) } + abs(values.reduce(-1, +)))
  }

  var trace: [Float] { weights.values }

  /// Sets the slope of a part's weight, and gives that of its branch.
  private mutating func slope(_ gradient: Matrix, _ part: Int) -> Matrix {
    let weight = weights.values[part]
    var sum = 0.0
    let result = Matrix(rows: gradient.rows, columns: gradient.columns) { result in
      for row in 0..<gradient.rows {
        let here = layout.isPresent(part, in: input, row)
        for index in row * gradient.columns..<(row + 1) * gradient.columns {
          result[index] = here ? weight * gradient.storage[index] : 0
          if here { sum += Double(gradient.storage[index]) * Double(outputs[part].storage[index]) }
        }
      }
    }
    let excess = weights.values.reduce(-1, +)
    let pull: Float = (weight < 0 ? -1 : 0) + (excess > 0 ? 1 : excess < 0 ? -1 : 0)
    weights.gradient[part] = Float(sum) + lambda * pull
    return result
  }

  private func mixed(_ outputs: [Matrix], of input: Matrix) -> Matrix {
    var result = Matrix(rows: input.rows, columns: outputs.first?.columns ?? 0)
    for (part, output) in outputs.enumerated() {
      for row in 0..<input.rows where layout.isPresent(part, in: input, row) {
        for column in 0..<output.columns { result[row, column] += weights.values[part] * output[row, column] }
      }
    }
    return result
  }
}
