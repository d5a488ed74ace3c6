import Foundation
import Testing

@testable import Learning

@Suite struct TrainerTests {
  private let trainer = Trainer(
    epochs: 6, batchSize: 8, optimiser: .adamW(rate: 0.01, decay: 0.01), loss: BatchLoss(link: .softmax))

  /// Every epoch's checkpoint, through JSON, leads to the bits of the training that nothing interrupted.
  @Test(arguments: [Optimiser.adamW(rate: 0.01, decay: 0.01), .sgd(rate: 0.05, momentum: 0.9, decay: 0.01)])
  func goesOnFromACheckpoint(_ rule: Optimiser) throws {
    var trainer = trainer
    trainer.optimiser = rule
    let (examples, held) = lesson()
    var kept: [Data] = []
    var whole = try network(seed: 2)
    var generator = SeededGenerator(seed: 9)
    let course = try trainer.train(&whole, on: examples, validating: held, drawing: &generator) {
      checkpoint in
      kept.append((try? JSONEncoder().encode(checkpoint)) ?? Data())
    }
    #expect(kept.count == 6)
    #expect(course.bestEpochs < 6, "the best epoch lies before the end, so the checkpoint has to hold it")
    for data in kept {
      let checkpoint = try JSONDecoder().decode(Trainer.Checkpoint.self, from: data)
      var resumed = try network(seed: 77)
      var other = SeededGenerator(seed: 1234)
      let again = try trainer.train(
        &resumed, on: examples, validating: held, drawing: &other, from: checkpoint)
      #expect(again == course, "after epoch \(checkpoint.epoch)")
      #expect(resumed.numbers == whole.numbers, "after epoch \(checkpoint.epoch)")
      #expect(other == generator)
    }
  }

  /// Training cancelled while it runs goes on from what it last kept.
  @Test func goesOnAfterACancellation() async throws {
    let (examples, held) = lesson()
    var whole = try network(seed: 2)
    var generator = SeededGenerator(seed: 9)
    let course = try trainer.train(&whole, on: examples, validating: held, drawing: &generator)

    let (trainer, start) = (trainer, try network(seed: 2))
    let task = Task { () -> (Trainer.Checkpoint?, LearningError?) in
      var network = start
      var generator = SeededGenerator(seed: 9)
      var last: Trainer.Checkpoint?
      do throws(LearningError) {
        _ = try trainer.train(&network, on: examples, validating: held, drawing: &generator) { checkpoint in
          last = checkpoint
          if checkpoint.epoch == 3 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        return (last, nil)
      } catch {
        return (last, error)
      }
    }
    let (last, error) = await task.value
    #expect(error == .cancelled)
    let checkpoint = try #require(last)
    #expect(checkpoint.epoch == 3)
    var resumed = try network(seed: 2)
    #expect(
      try trainer.train(&resumed, on: examples, validating: held, drawing: &generator, from: checkpoint)
        == course)
    #expect(resumed.numbers == whole.numbers)
  }

  @Test func refusesACheckpointOfAnotherTraining() throws {
    let (examples, held) = lesson()
    var network = try network(seed: 2)
    var generator = SeededGenerator(seed: 9)
    var last: Trainer.Checkpoint?
    _ = try trainer.train(&network, on: examples, drawing: &generator) { last = $0 }
    let checkpoint = try #require(last)

    var other = trainer
    other.batchSize = 4
    #expect(throws: LearningError.self) {
      try other.train(&network, on: examples, drawing: &generator, from: checkpoint)
    }
    #expect(throws: LearningError.self) {
      try trainer.train(&network, on: held, drawing: &generator, from: checkpoint)
    }
    var smaller = Network(layers: [Dense(inputs: 8, outputs: 3, drawing: &generator)])
    #expect(throws: LearningError.self) {
      try trainer.train(&smaller, on: examples, drawing: &generator, from: checkpoint)
    }

    var broken = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(checkpoint)) as? [String: Any])
    broken["order"] = [Int](repeating: 1_000_000, count: examples.inputs.rows)
    let hostile = try JSONDecoder().decode(
      Trainer.Checkpoint.self, from: JSONSerialization.data(withJSONObject: broken))
    #expect(throws: LearningError.self) {
      try trainer.train(&network, on: examples, drawing: &generator, from: hostile)
    }
  }

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
    let (examples, _) = lesson()
    var network = try network(seed: 2)
    var generator = SeededGenerator(seed: 9)
    var wild = trainer
    wild.optimiser = .sgd(rate: 1e30, momentum: 0, decay: 0)
    #expect(throws: LearningError.self) {
      try wild.train(&network, on: examples, drawing: &generator)
    }
  }

  private func network(seed: UInt64) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    let shape = Conv1D.Shape(inputs: 1, outputs: 4, length: 8, kernel: 3)
    return Network(layers: [
      try #require(Conv1D(shape, drawing: &generator)), BatchNorm(channels: 4, length: 6), ReLU(),
      Dropout(0.2), Dense(inputs: 24, outputs: 3, drawing: &generator),
    ])
  }

  /// Nearly noise, so that the validation loss soon rises.
  private func lesson() -> (examples: Trainer.Examples, held: Trainer.Examples) {
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
