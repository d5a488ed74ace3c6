import Reliability

extension FusionTraining {
  func learnConcatenation() throws(LearningError) -> Outcome {
    let (network, course) = try twice(BatchLoss(link: encoded.link), examples) { generator in
      Network(layers: [
        first(outputs: parameters.hiddenUnits, drawing: &generator), ReLU(), Dropout(parameters.dropout),
        Dense(inputs: parameters.hiddenUnits, outputs: outputs, drawing: &generator),
      ])
    }
    return (.concatenated(network.maps), course)
  }

  /// As in the study: the network is that of the best epoch on the validation part, and is not trained again on all.
  func learnPenalisedWeights() throws(LearningError) -> Outcome {
    var generator = SplitMix64(seed: parameters.seed)
    let branches = layout.widths.indices.map { branch(of: $0, drawing: &generator) }
    var network = Network(layers: [
      WeightedBranches(branches, layout: layout, lambda: parameters.lambda)
    ])
    let part = validationPart
    let course = try trainer(BatchLoss(link: encoded.link), patience: nil).train(
      &network, on: part.map { examples.selecting(rows: $0.training) } ?? examples,
      validating: part.map { examples.selecting(rows: $0.held) }, drawing: &generator)
    guard let trained = network.layers.first as? WeightedBranches else {
      return (.constant, TrainingCourse())
    }
    return (
      .weighted(
        branches: trained.branches.map(\.maps), weights: trained.weights.values,
        temperatures: [Float](repeating: 1, count: layout.count), pooled: false),
      TrainingCourse(course, weights: course.traces.map { $0.map(Double.init) })
    )
  }

  func learnGate() throws(LearningError) -> Outcome {
    let parts = layout.count
    let q = outputs
    // The mixture's loss, and that of each branch over the examples that have its part.
    let own = BatchLoss.Term(link: encoded.link, outputs: q, weight: 1 / Double(parts))
    let loss = BatchLoss(
      [BatchLoss.Term(link: encoded.link, outputs: q)] + [BatchLoss.Term](repeating: own, count: parts))
    var targets = DoubleMatrix(rows: features.rows, columns: q * (parts + 1))
    var weights = targets
    for row in 0..<features.rows {
      for block in 0...parts {
        let counts = block == 0 || features.present[block - 1][row]
        for column in 0..<q {
          targets[row, block * q + column] = examples.targets[row, column]
          weights[row, block * q + column] = counts ? examples.weights[row, column] : 0
        }
      }
    }
    let training = Trainer.Examples(inputs: examples.inputs, targets: targets, weights: weights)
    let (network, course) = try twice(loss, training) { generator in
      let branches = layout.widths.indices.map { branch(of: $0, drawing: &generator) }
      let gate = Network(layers: [
        first(outputs: FusionTraining.gateUnits, drawing: &generator), ReLU(), Dropout(parameters.dropout),
        // All parts start with the same weight.
        Dense(
          LinearMap(
            weights: Matrix(rows: parts, columns: FusionTraining.gateUnits),
            intercepts: [Float](repeating: 0, count: parts))),
      ])
      return Network(layers: [GatedBranches(branches, gate: gate, layout: layout)])
    }
    guard let trained = network.layers.first as? GatedBranches else { return (.constant, TrainingCourse()) }
    return (.gated(branches: trained.branches.map(\.maps), gate: trained.gate.maps), course)
  }

  private static let gateUnits = 32

  /// Trains with a validation part to find the number of epochs, then anew on all examples for as many.
  private func twice(
    _ loss: BatchLoss, _ examples: Trainer.Examples, _ make: (inout SplitMix64) -> Network
  ) throws(LearningError) -> (network: Network, course: TrainingCourse) {
    var course: TrainingCourse?
    if let part = validationPart {
      let held = examples.selecting(rows: part.held)
      var generator = SplitMix64(seed: parameters.seed)
      var network = make(&generator)
      var weights: [[Double]] = []
      let found = try trainer(loss, patience: parameters.patience).train(
        &network, on: examples.selecting(rows: part.training), validating: held, drawing: &generator,
        observing: { network in
          if let gate = network.layers.first as? GatedBranches {
            weights.append(FusionTraining.means(gate.weights(held.inputs)))
          }
        })
      course = TrainingCourse(found, weights: weights)
    }
    var generator = SplitMix64(seed: parameters.seed)
    var network = make(&generator)
    var last = trainer(loss, patience: nil)
    last.epochs = course?.bestEpochs ?? epochs
    var weights: [[Double]] = []
    let found = try last.train(
      &network, on: examples, drawing: &generator,
      observing: { network in
        if course == nil, let gate = network.layers.first as? GatedBranches {
          weights.append(FusionTraining.means(gate.weights(examples.inputs)))
        }
      })
    return (network, course ?? TrainingCourse(found, weights: weights))
  }

  private static func means(_ rows: Matrix) -> [Double] {
    (0..<rows.columns).map { column in
      (0..<rows.rows).reduce(0.0) { $0 + Double(rows[$1, column]) } / Double(max(rows.rows, 1))
    }
  }
}
