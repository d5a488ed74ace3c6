import Reliability

/// z = sum over parts of r_k(x) f_k(x_k), with r(x) the softmax, over the parts that the example has, of a network on
/// all of them (Jacobs and others 1991).
///
/// The outputs are z, then f of each part, so that each branch can have a loss of its own: without one, a branch that the
/// gate once turned away from would learn nothing any more.
struct GatedBranches: Layer {
  let layout: PartLayout
  private(set) var branches: [Network]
  private(set) var gate: Network
  private var input = Matrix(rows: 0, columns: 0)
  private var outputs: [Matrix] = []
  private var shares = Matrix(rows: 0, columns: 0)

  init(_ branches: [Network], gate: Network, layout: PartLayout) {
    self.branches = branches
    self.gate = gate
    self.layout = layout
  }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    self.input = input
    outputs = []
    for part in branches.indices {
      outputs.append(branches[part].forward(layout.slice(input, part), drawing: &generator))
    }
    shares = GatedBranches.shares(gate.forward(input, drawing: &generator), of: input, layout)
    return joined(outputs, shares)
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    joined(branches.indices.map { branches[$0](layout.slice(input, $0)) }, weights(input))
  }

  /// The weights r of each row, n x parts.
  func weights(_ input: Matrix) -> Matrix { GatedBranches.shares(gate(input), of: input, layout) }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    let (slopes, gateSlope) = slopes(gradient)
    var result = gate.backward(gateSlope)
    for part in branches.indices {
      layout.add(branches[part].backward(slopes[part]), of: part, to: &result)
    }
    return result
  }

  mutating func learn(from gradient: Matrix) {
    let (slopes, gateSlope) = slopes(gradient)
    gate.learn(from: gateSlope)
    for part in branches.indices { branches[part].learn(from: slopes[part]) }
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    for part in branches.indices { branches[part].visitWeights(visit) }
    gate.visitWeights(visit)
  }

  /// The softmax of each row over the parts that it has; zeros for a row without one.
  static func shares(_ logits: Matrix, of input: Matrix, _ layout: PartLayout) -> Matrix {
    var result = Matrix(rows: logits.rows, columns: logits.columns)
    for row in 0..<logits.rows {
      let parts = (0..<layout.count).filter { layout.isPresent($0, in: input, row) }
      guard !parts.isEmpty else { continue }
      for (part, share) in zip(parts, softmax(parts.map { Double(logits[row, $0]) })) {
        result[row, part] = Float(share)
      }
    }
    return result
  }

  private func slopes(_ gradient: Matrix) -> (branches: [Matrix], gate: Matrix) {
    let q = gradient.columns / (layout.count + 1)
    var slopes = branches.map { _ in Matrix(rows: gradient.rows, columns: q) }
    var gateSlope = Matrix(rows: gradient.rows, columns: layout.count)
    for row in 0..<gradient.rows {
      var gains = [Double](repeating: 0, count: layout.count)
      for part in branches.indices where layout.isPresent(part, in: input, row) {
        for column in 0..<q {
          slopes[part][row, column] =
            shares[row, part] * gradient[row, column] + gradient[row, (part + 1) * q + column]
          gains[part] += Double(gradient[row, column]) * Double(outputs[part][row, column])
        }
      }
      let mean = gains.indices.reduce(0.0) { $0 + Double(shares[row, $1]) * gains[$1] }
      for part in gains.indices {
        gateSlope[row, part] = Float(Double(shares[row, part]) * (gains[part] - mean))
      }
    }
    return (slopes, gateSlope)
  }

  private func joined(_ outputs: [Matrix], _ shares: Matrix) -> Matrix {
    let q = outputs.first?.columns ?? 0
    var result = Matrix(rows: shares.rows, columns: q * (outputs.count + 1))
    for row in 0..<shares.rows {
      for (part, output) in outputs.enumerated() where shares[row, part] > 0 {
        for column in 0..<q {
          result[row, column] += shares[row, part] * output[row, column]
          result[row, (part + 1) * q + column] = output[row, column]
        }
      }
    }
    return result
  }
}
