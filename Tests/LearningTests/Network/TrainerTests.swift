import Foundation
import Reliability
import Testing

@testable import Learning

@Suite struct TrainerTests {
  private let trainer = Trainer(
    epochs: 6, batchSize: 8, optimiser: .adamW(rate: 0.01, decay: 0.01), loss: BatchLoss(link: .softmax))

  /// Two pieces of each product, three of each step, shared by one, two and three threads.
  @Test func theNumberOfThreadsChangesNoBit() throws {
    var draws = Draws(4)
    let (features, classes) = draws.clusters(96, 300, count: 3, apart: 1)
    func head(threads: Int) throws -> TrainedHead {
      try TrainedHead.train(
        features, target: .classes(classes, count: 3),
        parameters: HeadParameters(kind: .mlp, hiddenUnits: 512, epochs: 2, patience: nil), threads: threads)
    }
    let alone = try head(threads: 1)
    #expect(try head(threads: 2) == alone)
    #expect(try head(threads: 3) == alone)
  }

  @Test func divergingTrainingSaysSo() throws {
    let (examples, _) = material()
    var network = try network(seed: 2)
    var generator = SplitMix64(seed: 9)
    var wild = trainer
    wild.optimiser = .sgd(rate: 1e30, momentum: 0, decay: 0)
    #expect(throws: LearningError.self) {
      try wild.train(&network, on: examples, drawing: &generator)
    }
  }

  private func network(seed: UInt64) throws -> Network {
    var generator = SplitMix64(seed: seed)
    let shape = Conv1D.Shape(inputs: 1, outputs: 4, length: 8, kernel: 3)
    return Network(layers: [
      try #require(Conv1D(shape, drawing: &generator)), BatchNorm(channels: 4, length: 6), ReLU(),
      Dropout(0.2), Dense(inputs: 24, outputs: 3, drawing: &generator),
    ])
  }

  /// Nearly noise, so that the validation loss soon rises.
  private func material() -> (examples: Trainer.Examples, held: Trainer.Examples) {
    var draws = Draws(11)
    let inputs = draws.matrix(45, 8)
    var targets = DoubleMatrix(rows: 45, columns: 3)
    for row in 0..<45 { targets[row, (row * 7 + row / 5) % 3] = 1 }
    let all = Trainer.Examples(
      inputs: inputs, targets: targets,
      weights: DoubleMatrix(rows: 45, columns: 3, storage: [Double](repeating: 1, count: 135)))
    return (all.selecting(rows: Array(0..<29)), all.selecting(rows: Array(29..<45)))
  }
}
