extension TrainedHead {
  /// Trains a head on the rows of a table and what is known about them.
  ///
  /// The same rows in the same order with the same parameters give the same head, bit for bit, on one kind of processor; so
  /// callers sort rows by post. The task's cancellation is looked at every iteration or epoch.
  ///
  /// What cannot be learned is answered with a constant: a class without an example has the logit -10,000; a tag that
  /// always or never holds in n rows has the logit log((k + .5) / (n - k + .5)).
  ///
  /// - Parameters:
  ///   - features: n rows, n >= 1, of d >= 1 finite numbers; not standardised, the head does that where it needs it.
  ///   - target: what is known of each row.
  ///   - parameters: the model and its settings.
  ///   - innerFolds: a fold number a row for choosing L2, a scale or a number of epochs; nil makes up to five stratified
  ///     folds from the seed. All numbers equal: nothing can be held out, and defaults are used (L2 = 1).
  ///   - threads: how many may share a step of `linear-sgd` and `mlp`; changes no bit of the head.
  /// - Returns: the head, with temperature 1.
  /// - Throws: `LearningError`; `prototypes` cannot learn values.
  public static func train(
    _ features: Matrix, target: LearningTarget, parameters: HeadParameters, innerFolds: [Int]? = nil,
    threads: Int = 1
  ) throws(LearningError) -> TrainedHead {
    try parameters.validate()
    guard features.rows > 0 else { throw .noExamples }
    guard features.columns > 0 else { throw .noFeatures }
    try target.validate(rows: features.rows)
    try features.requireFinite("the features")
    if let innerFolds, innerFolds.count != features.rows {
      throw .mismatch(what: "the inner folds", expected: features.rows, found: innerFolds.count)
    }
    let folds =
      innerFolds.map(InnerFolds.init(assignment:))
      ?? InnerFolds(stratifying: target, seed: parameters.seed)
    let training = HeadTraining(
      features: features, target: target, parameters: parameters, folds: folds, threads: threads)
    let (body, history) = try training.learn()
    return TrainedHead(
      body, parameters: parameters, shape: target.shape, dimensions: features.columns, history: history)
  }
}

/// Everything that a head learns from, checked.
struct HeadTraining: Sendable {
  let features: Matrix
  let target: LearningTarget
  let parameters: HeadParameters
  let folds: InnerFolds
  var threads = 1

  typealias Outcome = (body: any HeadBody, history: TrainedHead.History)

  func learn() throws(LearningError) -> Outcome {
    switch (parameters.kind, target) {
    case (.logistic, .values), (.ridge, _): try learnRidge()
    case (.logistic, _): try learnLogistic()
    case (.linearSGD, _), (.mlp, _): try learnNetwork()
    case (.prototypes, _): try learnPrototypes()
    case (.knn, _): (Neighbours(self), TrainedHead.History())
    }
  }

  /// A penalty from the grid: that with the smallest loss, of equals the largest.
  func choose(_ losses: [Double]?) -> Double {
    guard let losses, let least = losses.min(), let index = losses.firstIndex(of: least) else {
      return HeadParameters.fallbackL2
    }
    return HeadParameters.l2Grid[index]
  }
}
