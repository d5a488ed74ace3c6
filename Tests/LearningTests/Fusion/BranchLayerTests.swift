import Reliability
import Testing

@testable import Learning

/// Layers of fusion: every gradient against central differences, with parts missing here and there.
@Suite struct BranchLayerTests {
  private let layout = PartLayout(widths: [3, 2])

  @Test func gradientsOfWeightedBranchesEqualFiniteDifferences() {
    var generator = SplitMix64(seed: 3)
    let branches = branches(&generator)
    var network = Network(layers: [WeightedBranches(branches, layout: layout, lambda: 0.3)])
    // Off the simplex on both counts, where the penalty has a slope.
    move(&network, array: 8, to: [1.3, -0.2])
    check(network, BatchLoss(link: .softmax), columns: 3)
    #expect(abs(network.penalty - 0.3 * (0.2 + 0.1)) < 1e-6)
    #expect(network.trace == [1.3, -0.2])
  }

  @Test func gradientsOfGatedBranchesEqualFiniteDifferences() {
    var generator = SplitMix64(seed: 4)
    let branches = branches(&generator)
    let gate = Network(layers: [
      Dense(inputs: 7, outputs: 4, drawing: &generator), ReLU(),
      Dense(inputs: 4, outputs: 2, drawing: &generator),
    ])
    let part = BatchLoss.Term(link: .sigmoid, outputs: 3, weight: 0.5)
    check(
      Network(layers: [GatedBranches(branches, gate: gate, layout: layout)]),
      BatchLoss([BatchLoss.Term(link: .sigmoid, outputs: 3), part, part]), columns: 9)
  }

  @Test func aMissingPartHasNoWeight() {
    var generator = SplitMix64(seed: 5)
    let gate = Network(layers: [Dense(inputs: 7, outputs: 2, drawing: &generator)])
    let gated = GatedBranches(branches(&generator), gate: gate, layout: layout)
    let shares = gated.weights(inputs())
    for row in 0..<shares.rows {
      let sum = shares[row, 0] + shares[row, 1]
      switch row {
      case 1: #expect(shares[row, 0] == 0 && shares[row, 1] == 1)
      case 2: #expect(shares[row, 0] == 1 && shares[row, 1] == 0)
      case 3: #expect(sum == 0)
      default: #expect(abs(sum - 1) < 1e-6 && shares[row, 0] > 0 && shares[row, 1] > 0)
      }
    }
  }

  private func branches(_ generator: inout SplitMix64) -> [Network] {
    layout.widths.map { width in
      Network(layers: [
        Dense(inputs: width, outputs: 4, drawing: &generator), ReLU(), Dropout(0.2),
        Dense(inputs: 4, outputs: 3, drawing: &generator),
      ])
    }
  }

  /// Row 1 lacks the first part, row 2 the second, row 3 both.
  private func inputs() -> Matrix {
    var draws = Draws(12)
    var rows = draws.matrix(6, 7)
    for row in 0..<6 { (rows[row, 5], rows[row, 6]) = (0, 0) }
    for row in [1, 3] {
      for column in 0..<3 { rows[row, column] = 0 }
      rows[row, 5] = 1
    }
    for row in [2, 3] {
      for column in 3..<5 { rows[row, column] = 0 }
      rows[row, 6] = 1
    }
    return rows
  }

  private func move(_ network: inout Network, array: Int, to values: [Float]) {
    var position = 0
    network.visitWeights { weights in
      if position == array { weights.values = values }
      position += 1
    }
  }

  private func check(_ start: Network, _ loss: BatchLoss, columns: Int) {
    let input = inputs()
    var targets = DoubleMatrix(rows: 6, columns: columns)
    for row in 0..<6 { targets[row, row % 3] = 1 }
    let weights = DoubleMatrix(
      rows: 6, columns: columns, storage: [Double](repeating: 1, count: 6 * columns))
    func value(_ network: Network, _ input: Matrix) -> Double {
      var network = network
      var dropped = SplitMix64(seed: 77)
      let outputs = network.forward(input, drawing: &dropped)
      return loss(outputs, targets: targets, weights: weights).value + network.penalty
    }
    var network = start
    var dropped = SplitMix64(seed: 77)
    let outputs = network.forward(input, drawing: &dropped)
    let gradient = loss(outputs, targets: targets, weights: weights).gradient
    let inputGradient = network.backward(gradient)
    let gradients = network.gradients
    network.learn(from: gradient)
    #expect(network.gradients == gradients)

    let step: Float = 1e-3
    var arrays: [[Float]] = []
    network.visitWeights { arrays.append($0.values) }
    for (array, values) in arrays.enumerated() {
      for index in values.indices {
        var (above, below) = (start, start)
        var up = values
        var down = values
        up[index] += step
        down[index] -= step
        move(&above, array: array, to: up)
        move(&below, array: array, to: down)
        let slope = (value(above, input) - value(below, input)) / Double(2 * step)
        #expect(abs(slope - Double(gradients[array][index])) < 5e-3, "array \(array), \(index)")
      }
    }
    for row in 0..<6 {
      for column in 0..<5 {
        var (above, below) = (input, input)
        above[row, column] += step
        below[row, column] -= step
        let slope = (value(start, above) - value(start, below)) / Double(2 * step)
        #expect(abs(slope - Double(inputGradient[row, column])) < 5e-3, "input \(row), \(column)")
      }
    }
  }
}
