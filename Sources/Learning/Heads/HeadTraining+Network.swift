import Reliability

extension HeadTraining {
  /// Trains `linear-sgd` and `mlp`.
  ///
  /// Values are learned standardised, and the last layer is scaled back.
  func learnNetwork() throws(LearningError) -> Outcome {
    let standardiser = Standardiser(fitting: features)
    let encoded = EncodedTarget(target, weighting: parameters.classWeights)
    guard !encoded.learned.isEmpty else {
      let none = DoubleMatrix(rows: 0, columns: features.columns)
      return (
        StandardisedMaps(standardiser, [LinearMap(weights: none, intercepts: [], encoded)]),
        TrainedHead.History()
      )
    }
    let scale = ValueScale(encoded)
    let examples = Trainer.Examples(
      inputs: standardiser(features), targets: scale.standardised(encoded.targets), weights: encoded.weights)
    var trainer = self.trainer(encoded.link)
    var search: Trainer.Course?
    if parameters.kind == .mlp, parameters.patience != nil, let part = validationPart {
      let course = try trained(
        trainer, on: examples.selecting(rows: part.training), examples.selecting(rows: part.held)
      )
      .course
      search = course
      trainer.epochs = course.bestEpochs
    }
    let (network, course) = try trained(trainer, on: examples)
    var maps = network.maps
    if let last = maps.popLast() { maps.append(scale.restored(last).spread(over: encoded)) }
    return (
      StandardisedMaps(standardiser, maps), TrainedHead.History(course: TrainingCourse(course, after: search))
    )
  }

  private func trainer(_ link: EncodedTarget.Link) -> Trainer {
    let decay = parameters.l2.map { Float($0) }
    let optimiser: Optimiser =
      parameters.kind == .mlp
      ? .adamW(rate: parameters.learningRate, decay: decay ?? 0.01)
      : .sgd(rate: parameters.learningRate, momentum: parameters.momentum, decay: decay ?? 0)
    return Trainer(
      epochs: parameters.epochs, batchSize: parameters.batchSize, optimiser: optimiser,
      loss: BatchLoss(link: link), patience: parameters.patience, threads: threads)
  }

  private func trained(
    _ trainer: Trainer, on examples: Trainer.Examples, _ held: Trainer.Examples? = nil
  ) throws(LearningError) -> (network: Network, course: Trainer.Course) {
    var generator = SplitMix64(seed: parameters.seed)
    var network = Network(layers: layers(outputs: examples.targets.columns, drawing: &generator))
    let course = try trainer.train(&network, on: examples, validating: held, drawing: &generator)
    return (network, course)
  }

  private func layers(outputs: Int, drawing generator: inout SplitMix64) -> [any Layer] {
    guard parameters.kind == .mlp else {
      return [Dense(inputs: features.columns, outputs: outputs, drawing: &generator)]
    }
    return [
      Dense(inputs: features.columns, outputs: parameters.hiddenUnits, drawing: &generator), ReLU(),
      Dropout(parameters.dropout),
      Dense(inputs: parameters.hiddenUnits, outputs: outputs, drawing: &generator),
    ]
  }

  /// The first inner fold, where it leaves at least half of the rows to train on.
  private var validationPart: (held: [Int], training: [Int])? {
    folds.parts.first { $0.training.count >= $0.held.count }
  }
}
