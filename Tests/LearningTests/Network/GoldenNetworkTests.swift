import Reliability
import Testing

@testable import Learning

/// Layers, losses and optimisers against PyTorch; the tolerance stands in the fixture.
@Suite struct GoldenNetworkTests {
  let golden: GoldenNetwork

  init() throws { golden = try GoldenNetwork.load() }

  @Test func forwardBackwardAndEvaluation() throws {
    #expect(golden.passes.count == 8)
    for example in golden.passes {
      var network = try GoldenNetwork.network(example.layers, example.numbers)
      var generator = SplitMix64(seed: 1)
      let first = try Matrix(rows: example.first)
      _ = network.forward(first, drawing: &generator)
      let output = network.forward(try Matrix(rows: example.second), drawing: &generator)
      #expect(distance(output, example.output) < golden.tolerance, "\(example.name), output")
      let slope = network.backward(try Matrix(rows: example.upstream))
      #expect(distance(slope, example.inputGradient) < golden.tolerance, "\(example.name), input")
      #expect(distance(network.gradients, example.gradients) < golden.tolerance, "\(example.name), weights")
      let after = network.numbers.map(\.storage)
      #expect(distance(after, example.numbersAfter) < golden.tolerance, "\(example.name), running")
      #expect(distance(network(first), example.evaluated) < golden.tolerance, "\(example.name), evaluated")
    }
  }

  @Test func stepsOfTraining() throws {
    #expect(golden.steps.count == 3)
    for example in golden.steps {
      var network = try GoldenNetwork.network(example.layers, example.numbers)
      var generator = SplitMix64(seed: 1)
      var state = Optimiser.State()
      let loss = BatchLoss(example.parts)
      let q = example.targets[0].count
      let targets = DoubleMatrix(rows: 24, columns: q, storage: Array(example.targets.joined()))
      let examples = Trainer.Examples(
        inputs: try Matrix(rows: example.inputs), targets: targets,
        weights: DoubleMatrix(rows: 24, columns: q, storage: Array(example.weights.joined())))
      var losses: [Double] = []
      for _ in 0..<example.epochs {
        for start in stride(from: 0, to: 24, by: example.batch) {
          let batch = examples.selecting(rows: Array(start..<start + example.batch))
          let outputs = network.forward(batch.inputs, drawing: &generator)
          let (value, gradient) = loss(outputs, targets: batch.targets, weights: batch.weights)
          network.learn(from: gradient)
          example.rule.step(&network, &state)
          losses.append(value)
        }
      }
      #expect(losses.count == example.losses.count)
      for (found, expected) in zip(losses, example.losses) {
        #expect(abs(found - expected) < golden.tolerance, "\(example.name), loss")
      }
      let after = network.numbers.map(\.storage)
      #expect(distance(after, example.numbersAfter) < 5 * golden.tolerance, "\(example.name), weights")
      #expect(
        distance(network(examples.inputs), example.evaluated) < 5 * golden.tolerance,
        "\(example.name), evaluated")
    }
  }
}

extension Network {
  var gradients: [[Float]] {
    var copy = self
    var found: [[Float]] = []
    copy.visitWeights { found.append($0.gradient) }
    return found
  }
}
