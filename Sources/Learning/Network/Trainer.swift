import Reliability

/// Trains a network on mini-batches: each epoch goes once over the rows in a new order drawn from the seed.
struct Trainer: Sendable {
  var epochs: Int
  var batchSize: Int
  var optimiser: Optimiser
  var loss: BatchLoss
  /// Epochs without a better validation loss before training ends.
  var patience: Int?
  /// How many threads may share a step; changes no bit of the result.
  var threads = 1

  /// Rows of inputs with their targets and weights.
  struct Examples: Sendable {
    var inputs: Matrix
    var targets: DoubleMatrix
    var weights: DoubleMatrix

    func selecting(rows: [Int]) -> Examples {
      Examples(
        inputs: inputs.selecting(rows: rows), targets: targets.selecting(rows: rows),
        weights: weights.selecting(rows: rows))
    }
  }

  /// How training went: mean loss and accuracy of each epoch, before each of its steps, and after it on the validation part.
  struct Course: Sendable, Equatable {
    var losses: [Double] = []
    var validationLosses: [Double] = []
    /// Empty for numbers, as are those of the validation part.
    var accuracies: [Double] = []
    var validationAccuracies: [Double] = []
    /// The number of epochs after which the validation loss was smallest; all, where nothing was held out.
    var bestEpochs = 0
    /// After each epoch, the numbers that the network's layers follow; empty arrays where they follow none.
    var traces: [[Float]] = []
  }

  /// Trains in place.
  ///
  /// With a validation part the network ends as it was after its best epoch.
  ///
  /// - Parameters:
  ///   - network: the first weights; ends as the trained network.
  ///   - examples: what is learned from.
  ///   - held: the validation part.
  ///   - generator: draws the order of examples and what layers drop.
  ///   - observe: is shown the network after every epoch.
  /// - Returns: the course, of all epochs from the first.
  /// - Throws: `LearningError.cancelled`, looked for before each epoch; `.numerical` where a loss is no longer finite.
  func train(
    _ network: inout Network, on examples: Examples, validating held: Examples? = nil,
    drawing generator: inout SplitMix64, observing observe: ((Network) -> Void)? = nil
  ) throws(LearningError) -> Course {
    var progress = Progress(rows: examples.inputs.rows)
    while progress.epoch < max(epochs, 1), !isDone(progress) {
      try checkCancellation()
      let result = ThreadTeam.$threads.withValue(threads) {
        Result { () throws(LearningError) in
          try epoch(&progress, &network, on: examples, validating: held, drawing: &generator)
        }
      }
      try result.get()
      observe?(network)
    }
    if let best = progress.best { network = best.network }
    return progress.course
  }

  private func epoch(
    _ progress: inout Progress, _ network: inout Network, on examples: Examples, validating held: Examples?,
    drawing generator: inout SplitMix64
  ) throws(LearningError) {
    progress.epoch += 1
    generator.shuffle(&progress.order)
    let order = progress.order
    var sum = 0.0
    var hits = Hits()
    for start in stride(from: 0, to: order.count, by: batchSize) {
      let batch = examples.selecting(rows: Array(order[start..<min(start + batchSize, order.count)]))
      let outputs = network.forward(batch.inputs, drawing: &generator)
      let (value, gradient) = loss(outputs, targets: batch.targets, weights: batch.weights)
      hits += loss.hits(outputs, targets: batch.targets, weights: batch.weights)
      let penalty = network.penalty
      network.learn(from: gradient)
      optimiser.step(&network, &progress.optimiser)
      sum += (value + penalty) * Double(batch.inputs.rows)
    }
    progress.course.losses.append(sum / Double(max(order.count, 1)))
    if let share = hits.share { progress.course.accuracies.append(share) }
    progress.course.traces.append(network.trace)
    guard sum.isFinite else {
      throw .numerical(
        "the training loss is no longer finite in epoch \(progress.epoch); lower the learning rate")
    }
    guard let held, held.inputs.rows > 0 else {
      progress.course.bestEpochs = progress.epoch
      return
    }
    let answers = network(held.inputs)
    let value = loss(answers, targets: held.targets, weights: held.weights).value
    guard value.isFinite else {
      throw .numerical(
        "the validation loss is no longer finite in epoch \(progress.epoch); lower the learning rate")
    }
    progress.course.validationLosses.append(value)
    if let share = loss.hits(answers, targets: held.targets, weights: held.weights).share {
      progress.course.validationAccuracies.append(share)
    }
    if value < progress.best?.loss ?? .infinity {
      progress.best = (network, value)
      progress.course.bestEpochs = progress.epoch
    }
  }

  private func isDone(_ progress: Progress) -> Bool {
    guard let patience, !progress.course.validationLosses.isEmpty else { return false }
    return progress.epoch - progress.course.bestEpochs >= patience
  }

  /// Where training stands between two epochs, beside the network and the generator.
  struct Progress {
    var epoch = 0
    var order: [Int]
    var optimiser = Optimiser.State()
    var course = Course()
    var best: (network: Network, loss: Double)?

    init(rows: Int) { order = Array(0..<rows) }
  }
}
