extension Trainer {
  /// Where a training stood after an epoch: everything that what follows depends on, but the examples.
  ///
  /// As JSON the weights are base64 of little-endian floats, exactly.
  struct Checkpoint: Sendable, Codable, Equatable {
    /// Epochs that are done.
    let epoch: Int
    let course: Course
    private let batchSize: Int
    private let rule: Optimiser
    private let loss: [BatchLoss.Part]
    private let order: [Int]
    private let generator: SeededGenerator
    private let network: [Matrix]
    private let optimiser: Optimiser.State
    private let best: Best?

    private struct Best: Sendable, Codable, Equatable {
      let network: [Matrix]
      let loss: Double
    }

    init(
      _ progress: Progress, of trainer: Trainer, _ network: Network, _ generator: SeededGenerator, rows: Int
    ) {
      epoch = progress.epoch
      course = progress.course
      batchSize = trainer.batchSize
      rule = trainer.optimiser
      loss = trainer.loss.parts
      order = progress.order
      self.generator = generator
      self.network = network.numbers
      optimiser = progress.optimiser
      best = progress.best.map { Best(network: $0.network.numbers, loss: $0.loss) }
    }

    /// Sets network and generator to where they were.
    ///
    /// The number of epochs and the patience may differ from those of the interrupted training.
    func progress(
      of trainer: Trainer, _ network: inout Network, _ generator: inout SeededGenerator,
      on examples: Examples
    ) throws(LearningError) -> Progress {
      guard batchSize == trainer.batchSize, rule == trainer.optimiser, loss == trainer.loss.parts else {
        throw .parameter(
          name: "the checkpoint's batch size, optimiser or loss", value: "\(batchSize), \(rule)",
          accepted: "\(trainer.batchSize), \(trainer.optimiser)")
      }
      let rows = examples.inputs.rows
      guard order.count == rows, Checkpoint.isPermutation(order) else {
        throw .mismatch(what: "the checkpoint's examples", expected: rows, found: order.count)
      }
      var lengths: [Int] = []
      network.visitWeights { lengths.append($0.values.count) }
      guard epoch >= 0, course.losses.count == epoch, (0...epoch).contains(course.bestEpochs),
        optimiser.fits(lengths)
      else {
        throw .mismatch(what: "the checkpoint's epochs", expected: epoch, found: course.losses.count)
      }
      var progress = Progress(rows: rows)
      if let best {
        var kept = network
        try kept.take(best.network)
        progress.best = (kept, best.loss)
      }
      try network.take(self.network)
      progress.epoch = epoch
      progress.order = order
      progress.optimiser = optimiser
      progress.course = course
      generator = self.generator
      return progress
    }

    private static func isPermutation(_ order: [Int]) -> Bool {
      var seen = [Bool](repeating: false, count: order.count)
      for index in order {
        guard seen.indices.contains(index), !seen[index] else { return false }
        seen[index] = true
      }
      return true
    }
  }
}
