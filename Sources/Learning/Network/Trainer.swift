/// Trains a network on mini-batches: each epoch goes once over the rows in a new order drawn from the seed.
struct Trainer: Sendable {
  var epochs: Int
  var batchSize: Int
  var optimiser: Optimiser
  var link: EncodedTarget.Link
  /// Epochs without a better validation loss before training ends.
  var patience: Int?

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

  /// How training went: the mean loss of each epoch, before each of its steps, and after it on the validation part.
  struct Course: Sendable {
    var losses: [Double] = []
    var validationLosses: [Double] = []
    /// The number of epochs after which the validation loss was smallest; all, where nothing was held out.
    var bestEpochs = 0
  }

  /// Trains in place.
  ///
  /// With a validation part the network ends as it was after its best epoch.
  func train(
    _ network: inout Network, on examples: Examples, validating held: Examples? = nil,
    drawing generator: inout SeededGenerator
  ) throws(LearningError) -> Course {
    var course = Course()
    var state = Optimiser.State()
    var best: (network: Network, loss: Double)?
    var order = Array(0..<examples.inputs.rows)
    let loss = BatchLoss(link: link)
    for epoch in 1...max(epochs, 1) {
      try checkCancellation()
      generator.shuffle(&order)
      var sum = 0.0
      for start in stride(from: 0, to: order.count, by: batchSize) {
        let batch = examples.selecting(rows: Array(order[start..<min(start + batchSize, order.count)]))
        let outputs = network.forward(batch.inputs, drawing: &generator)
        let (value, gradient) = loss(outputs, targets: batch.targets, weights: batch.weights)
        _ = network.backward(gradient)
        optimiser.step(&network, &state)
        sum += value * Double(batch.inputs.rows)
      }
      course.losses.append(sum / Double(max(order.count, 1)))
      guard sum.isFinite else {
        throw .numerical("the training loss is no longer finite in epoch \(epoch); lower the learning rate")
      }
      guard let held, held.inputs.rows > 0 else {
        course.bestEpochs = epoch
        continue
      }
      let value = loss(network(held.inputs), targets: held.targets, weights: held.weights).value
      course.validationLosses.append(value)
      if value < best?.loss ?? .infinity {
        best = (network, value)
        course.bestEpochs = epoch
      }
      if let patience, epoch - course.bestEpochs >= patience { break }
    }
    if let best { network = best.network }
    return course
  }
}
