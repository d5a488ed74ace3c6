import Reliability
import Testing

@testable import Learning

@Suite struct LayerTests {
  static let links: [EncodedTarget.Link] = [.softmax, .sigmoid, .identity]

  /// Dense, ReLU, dropout, dense, with each loss.
  @Test(arguments: links)
  func gradientsOfDenseLayersEqualFiniteDifferences(_ link: EncodedTarget.Link) {
    var generator = SplitMix64(seed: 5)
    let network = Network(layers: [
      Dense(inputs: 4, outputs: 6, drawing: &generator), ReLU(), Dropout(0.3),
      Dense(inputs: 6, outputs: 3, drawing: &generator),
    ])
    var weights = DoubleMatrix(rows: 5, columns: 3)
    for index in 0..<15 { weights.storage[index] = Double(link == .softmax ? 1 + index / 3 : 1 + index) }
    check(network, columns: 4, BatchLoss(link: link), classTargets(rows: 5, columns: 3), weights)
  }

  @Test func gradientsOfConvolutionAndBatchNormEqualFiniteDifferences() throws {
    var generator = SplitMix64(seed: 6)
    let shape = Conv1D.Shape(inputs: 2, outputs: 3, length: 7, kernel: 3, stride: 2, padding: 1)
    let network = Network(layers: [
      try #require(Conv1D(shape, drawing: &generator)), BatchNorm(channels: 3, length: 4), ReLU(),
      Dense(inputs: 12, outputs: 3, drawing: &generator), BatchNorm(channels: 3),
    ])
    check(
      network, columns: 14, BatchLoss(link: .sigmoid), classTargets(rows: 6, columns: 3),
      DoubleMatrix(rows: 6, columns: 3, storage: [Double](repeating: 1, count: 18)))
  }

  /// A category, tags and a number over one trunk; the number of every second row is missing.
  @Test func gradientsOfJointLossesEqualFiniteDifferences() {
    var generator = SplitMix64(seed: 7)
    let network = Network(layers: [
      Dense(inputs: 3, outputs: 5, drawing: &generator), ReLU(),
      Dense(inputs: 5, outputs: 6, drawing: &generator),
    ])
    let loss = BatchLoss([
      BatchLoss.Term(link: .softmax, outputs: 3), BatchLoss.Term(link: .sigmoid, outputs: 2, weight: 0.5),
      BatchLoss.Term(link: .identity, weight: 2),
    ])
    var weights = DoubleMatrix(rows: 4, columns: 6, storage: [Double](repeating: 1, count: 24))
    for row in stride(from: 0, to: 4, by: 2) { weights[row, 5] = 0 }
    check(network, columns: 3, loss, classTargets(rows: 4, columns: 6), weights)
  }

  /// The joint loss is the weighted sum of what its parts are alone.
  @Test func jointLossesAddUp() {
    var draws = Draws(3)
    let outputs = draws.matrix(5, 4)
    let targets = classTargets(rows: 5, columns: 4)
    let ones = DoubleMatrix(rows: 5, columns: 4, storage: [Double](repeating: 1, count: 20))
    let joint = BatchLoss([
      BatchLoss.Term(link: .softmax, outputs: 3), BatchLoss.Term(link: .identity, outputs: 1, weight: 0.25),
    ])
    let found = joint(outputs, targets: targets, weights: ones)
    let first = BatchLoss(link: .softmax)(
      outputs.columns(0..<3), targets: targets.columns(0..<3), weights: ones.columns(0..<3))
    let second = BatchLoss(link: .identity)(
      outputs.columns(3..<4), targets: targets.columns(3..<4), weights: ones.columns(3..<4))
    #expect(abs(found.value - (first.value + 0.25 * second.value)) < 1e-12)
    #expect(found.gradient.columns(0..<3) == first.gradient)
    for row in 0..<5 { #expect(abs(found.gradient[row, 3] - 0.25 * second.gradient[row, 0]) < 1e-7) }
  }

  @Test func dropoutKeepsTheExpectationAndIsSilentOutsideTraining() {
    var generator = SplitMix64(seed: 1)
    var dropout = Dropout(0.25)
    let ones = Matrix(rows: 200, columns: 100, storage: [Float](repeating: 1, count: 20_000))
    let output = dropout.forward(ones, drawing: &generator)
    let dropped = output.storage.filter { $0 == 0 }.count
    #expect((4_700...5_300).contains(dropped))
    #expect(output.storage.allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
    #expect(dropout(ones) == ones)
    // One draw an entry, in their order, however the work was cut.
    var draws = SplitMix64(seed: 1)
    #expect(output.storage.map { $0 == 0 } == (0..<20_000).map { _ in draws.uniform() < 0.25 })
    #expect(generator == draws)
  }

  /// A batch with one value a channel has no variance: it is normalised as outside training, and changes no running mean.
  @Test func batchNormOfASingleRow() {
    var generator = SplitMix64(seed: 1)
    var norm = BatchNorm(channels: 2)
    let row = Matrix(row: [3, -4])
    let answer = norm(row)
    #expect(norm.forward(row, drawing: &generator) == answer)
    #expect(norm.runningMeans == [0, 0] && norm.runningVariances == [1, 1])
    let slope = norm.backward(Matrix(row: [1, 2]))
    #expect(abs(slope[0, 0] - 1) < 1e-4 && abs(slope[0, 1] - 2) < 1e-4)
    // With a step dimension one row is a batch.
    var sequence = BatchNorm(channels: 1, length: 4)
    let output = sequence.forward(Matrix(row: [1, 2, 3, 4]), drawing: &generator)
    #expect(abs(output.storage.reduce(0, +)) < 1e-5)
    #expect(abs(sequence.runningMeans[0] - 0.25) < 1e-6)
  }

  @Test func shapesOfConvolutionsThatDoNotFit() {
    var shape = Conv1D.Shape(inputs: 1, outputs: 1, length: 4, kernel: 6)
    #expect(shape.outputLength == nil)
    shape.padding = 1
    #expect(shape.outputLength == 1)
    shape.stride = 0
    #expect(shape.outputLength == nil)
    shape = Conv1D.Shape(inputs: 1, outputs: 1, length: 4, kernel: 6, padding: .max)
    #expect(shape.outputLength == nil)
    var generator = SplitMix64(seed: 1)
    #expect(Conv1D(shape, drawing: &generator) == nil)
  }

  private func classTargets(rows: Int, columns: Int) -> DoubleMatrix {
    var targets = DoubleMatrix(rows: rows, columns: columns)
    for row in 0..<rows { targets[row, row % min(columns, 3)] = 1 }
    return targets
  }

  /// Every weight's gradient and the input's against central differences.
  private func check(
    _ start: Network, columns: Int, _ loss: BatchLoss, _ targets: DoubleMatrix, _ weights: DoubleMatrix
  ) {
    var draws = Draws(8)
    let input = draws.matrix(targets.rows, columns)
    func value(_ network: Network, _ input: Matrix) -> Double {
      var network = network
      var dropped = SplitMix64(seed: 77)
      return loss(network.forward(input, drawing: &dropped), targets: targets, weights: weights).value
    }
    var network = start
    var dropped = SplitMix64(seed: 77)
    let outputs = network.forward(input, drawing: &dropped)
    let gradient = loss(outputs, targets: targets, weights: weights).gradient
    let inputGradient = network.backward(gradient)

    let step: Float = 1e-3
    for (array, gradient) in network.gradients.enumerated() {
      for index in gradient.indices {
        let up = value(start.moved(array, index, step), input)
        let down = value(start.moved(array, index, -step), input)
        let expected = Double(gradient[index])
        #expect(abs((up - down) / Double(2 * step) - expected) < 5e-3 * max(1, abs(expected)))
      }
    }
    for index in input.storage.indices {
      var (above, below) = (input, input)
      above.storage[index] += step
      below.storage[index] -= step
      let slope: Double = (value(start, above) - value(start, below)) / Double(2 * step)
      let expected = Double(inputGradient.storage[index])
      #expect(abs(slope - expected) < 5e-3 * max(1, abs(slope)))
    }

    let whole = network.gradients
    network.learn(from: gradient)
    #expect(network.gradients == whole)
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

extension Matrix {
  fileprivate func columns(_ range: Range<Int>) -> Matrix {
    Matrix(
      rows: rows, columns: range.count,
      storage: (0..<rows).flatMap { row in range.map { self[row, $0] } })
  }
}

extension DoubleMatrix {
  fileprivate func columns(_ range: Range<Int>) -> DoubleMatrix {
    DoubleMatrix(
      rows: rows, columns: range.count,
      storage: (0..<rows).flatMap { row in range.map { self[row, $0] } })
  }
}
