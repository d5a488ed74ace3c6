import Testing

@testable import Learning

@Suite struct LayerTests {
  static let links: [EncodedTarget.Link] = [.softmax, .sigmoid, .identity]

  /// Dense, ReLU, dropout, dense, with each loss: every weight's gradient and the input's against central differences.
  @Test(arguments: links)
  func gradientsEqualFiniteDifferences(_ link: EncodedTarget.Link) {
    var generator = SeededGenerator(seed: 5)
    var network = Network(layers: [
      Dense(inputs: 4, outputs: 6, drawing: &generator), ReLU(), Dropout(0.3),
      Dense(inputs: 6, outputs: 3, drawing: &generator),
    ])
    var draws = Draws(8)
    let input = draws.matrix(5, 4)
    var targets = DoubleMatrix(rows: 5, columns: 3)
    for row in 0..<5 { targets[row, row % 3] = 1 }
    var weights = DoubleMatrix(rows: 5, columns: 3)
    for index in 0..<15 { weights.storage[index] = Double(link == .softmax ? 1 + index / 3 : 1 + index) }
    let loss = BatchLoss(link: link)
    func value(_ network: Network, _ input: Matrix) -> Double {
      var network = network
      var dropped = SeededGenerator(seed: 77)
      return loss(network.forward(input, drawing: &dropped), targets: targets, weights: weights).value
    }
    var dropped = SeededGenerator(seed: 77)
    let outputs = network.forward(input, drawing: &dropped)
    let inputGradient = network.backward(loss(outputs, targets: targets, weights: weights).gradient)

    var gradients: [[Float]] = []
    network.visitWeights { gradients.append($0.gradient) }
    let step: Float = 1e-3
    for (array, gradient) in gradients.enumerated() {
      for index in gradient.indices {
        let up = value(network.moved(array, index, step), input)
        let down = value(network.moved(array, index, -step), input)
        let expected = Double(gradient[index])
        #expect(abs((up - down) / Double(2 * step) - expected) < 5e-3 * max(1, abs(expected)))
      }
    }
    for index in input.storage.indices {
      var (above, below) = (input, input)
      above.storage[index] += step
      below.storage[index] -= step
      let slope: Double = (value(network, above) - value(network, below)) / Double(2 * step)
      let expected = Double(inputGradient.storage[index])
      #expect(abs(slope - expected) < 5e-3 * max(1, abs(slope)))
    }
  }

  @Test func dropoutKeepsTheExpectationAndIsSilentOutsideTraining() {
    var generator = SeededGenerator(seed: 1)
    var dropout = Dropout(0.25)
    let ones = Matrix(rows: 100, columns: 100, storage: [Float](repeating: 1, count: 10_000))
    let output = dropout.forward(ones, drawing: &generator)
    let dropped = output.storage.filter { $0 == 0 }.count
    #expect((2_300...2_700).contains(dropped))
    #expect(output.storage.allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
    #expect(dropout(ones) == ones)
  }
}

extension Network {
  fileprivate func moved(_ array: Int, _ index: Int, _ step: Float) -> Network {
    var network = self
    var position = 0
    network.visitWeights { weights in
      if position == array { weights.values[index] += step }
      position += 1
    }
    return network
  }
}
