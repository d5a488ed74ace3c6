import Reliability

extension FusionTraining {
  /// Trains a network for each part on all inner folds but one, in turn, and after each epoch fits temperatures and weights
  /// to what the networks say of the rows left out; then, for the best number of epochs, each on all rows that have its part.
  func learnSoftmaxWeights() throws(LearningError) -> Outcome {
    var course = TrainingCourse()
    course.bestEpochs = epochs
    var fit = PooledWeights.Fit(
      weights: [Double](repeating: 1 / Double(layout.count), count: layout.count),
      temperatures: [Float](repeating: 1, count: layout.count), loss: .infinity, accuracy: nil)
    let answers = try heldOutAnswers(&course)
    for epoch in 0..<(answers.isEmpty ? 0 : epochs) {
      try checkCancellation()
      let found = try PooledWeights(
        logits: answers.map { $0.logits[epoch] }, present: answers.map(\.present),
        targets: examples.targets, weights: examples.weights, link: encoded.link
      ).fit()
      course.weights.append(found.weights)
      course.validationLosses.append(found.loss)
      if let accuracy = found.accuracy { course.validationAccuracies.append(accuracy) }
      if found.loss < fit.loss {
        fit = found
        course.bestEpochs = epoch + 1
      }
    }
    var branches: [[LinearMap]] = []
    for part in 0..<layout.count {
      var last = trainer(BatchLoss(link: encoded.link), patience: nil)
      last.epochs = course.bestEpochs
      branches.append(try trained(part, features.rowsWith(part), by: last).network.maps)
    }
    return (
      .weighted(
        branches: branches, weights: fit.weights.map { Float($0) }, temperatures: fit.temperatures,
        pooled: true),
      course
    )
  }

  /// What the networks of one part say of the rows that they did not learn from.
  private struct HeldOutAnswers {
    /// After each epoch, n x outputs.
    var logits: [Matrix]
    /// The rows that were answered.
    var present: [Bool]
  }

  private func heldOutAnswers(_ course: inout TrainingCourse) throws(LearningError) -> [HeldOutAnswers] {
    guard !folds.parts.isEmpty else { return [] }
    let empty = Matrix(rows: features.rows, columns: outputs)
    var answers = [HeldOutAnswers](
      repeating: HeldOutAnswers(
        logits: [Matrix](repeating: empty, count: epochs),
        present: [Bool](repeating: false, count: features.rows)),
      count: layout.count)
    var sums = [Double](repeating: 0, count: epochs)
    var trainings = 0
    for part in 0..<layout.count {
      for fold in folds.parts {
        let rows = fold.training.filter { features.present[part][$0] }
        let held = fold.held.filter { features.present[part][$0] }
        guard !rows.isEmpty, !held.isEmpty else { continue }
        let inputs = layout.slice(examples.inputs.selecting(rows: held), part)
        var epoch = 0
        let (_, losses) = try trained(part, rows, by: trainer(BatchLoss(link: encoded.link), patience: nil)) {
          let found = $0(inputs)
          for (position, row) in held.enumerated() {
            for column in 0..<outputs { answers[part].logits[epoch][row, column] = found[position, column] }
          }
          epoch += 1
        }
        for row in held { answers[part].present[row] = true }
        for (epoch, loss) in losses.enumerated() { sums[epoch] += loss }
        trainings += 1
      }
    }
    course.losses = sums.map { $0 / Double(max(trainings, 1)) }
    return trainings > 0 ? answers : []
  }

  /// A network for one part, trained on some of its rows.
  private func trained(
    _ part: Int, _ rows: [Int], by trainer: Trainer, observing observe: ((Network) -> Void)? = nil
  ) throws(LearningError) -> (network: Network, losses: [Double]) {
    var generator = SplitMix64(seed: parameters.seed &+ UInt64(part))
    var network = branch(of: part, drawing: &generator)
    guard !rows.isEmpty else { return (network, []) }
    var training = examples.selecting(rows: rows)
    training.inputs = layout.slice(training.inputs, part)
    let course = try trainer.train(&network, on: training, drawing: &generator, observing: observe)
    return (network, course.losses)
  }
}
