import Reliability

extension TrainedRegressionNetwork {
  /// Trains a network on the rows of a table, a number for each, and where asked a class.
  ///
  /// Features and numbers are standardised on these rows. One inner fold is held out to choose the number of epochs; then the
  /// network is trained on all rows for as many. A row may lack its number or its class, and teaches the other. The same
  /// rows in the same order give the same network, bit for bit, on one kind of processor.
  ///
  /// - Parameters:
  ///   - features: n >= 1 rows of d >= 1 finite numbers.
  ///   - numbers: the number of each row; nil where it is missing, not everywhere.
  ///   - classes: the class of each row, from 0; nil where it is missing. Empty where no class is learned.
  ///   - classCount: how many classes there are; 0, or 2 and more.
  ///   - parameters: the layers and how they are trained.
  ///   - innerFolds: a fold number a row; nil makes up to five from the seed.
  /// - Returns: the network.
  /// - Throws: `LearningError`.
  public static func train(
    _ features: Matrix, numbers: [Double?], classes: [Int?] = [], classCount: Int = 0,
    parameters: NetworkParameters, innerFolds: [Int]? = nil
  ) throws(LearningError) -> TrainedRegressionNetwork {
    try parameters.validate()
    guard features.rows > 0 else { throw .noExamples }
    guard features.columns > 0 else { throw .noFeatures }
    try ColumnBlocks(widths: parameters.blocks).validate(columns: features.columns)
    try features.requireFinite("the features")
    let training = try NetworkTraining(
      features, numbers: numbers, classes: classes, classCount: classCount, parameters: parameters)
    if let innerFolds, innerFolds.count != features.rows {
      throw .mismatch(what: "the inner folds", expected: features.rows, found: innerFolds.count)
    }
    let folds =
      innerFolds.map(InnerFolds.init(assignment:))
      ?? InnerFolds(stratifying: .values(numbers.map { $0 ?? 0 }), seed: parameters.seed)
    var search: Trainer.Course?
    if let part = folds.parts.first(where: { $0.training.count >= $0.held.count }) {
      search = try training.trained(on: part.training, validating: part.held, epochs: parameters.epochs)
        .course
    }
    let (network, course) = try training.trained(
      on: nil, validating: nil, epochs: search?.bestEpochs ?? parameters.epochs)
    return TrainedRegressionNetwork(
      parameters: parameters, featureCount: features.columns, classCount: classCount, losses: course.losses,
      validationLosses: search?.validationLosses ?? [], accuracies: course.accuracies,
      validationAccuracies: search?.validationAccuracies ?? [], standardiser: training.standardiser,
      mean: training.mean,
      deviation: training.deviation, numbers: network.numbers)
  }
}

/// What a network learns from, checked and standardised.
private struct NetworkTraining {
  let standardiser: Standardiser
  let mean: Double
  let deviation: Double
  private let examples: Trainer.Examples
  private let classCount: Int
  private let parameters: NetworkParameters

  init(
    _ features: Matrix, numbers: [Double?], classes: [Int?], classCount: Int, parameters: NetworkParameters
  ) throws(LearningError) {
    let known = numbers.compactMap(\.self)
    guard numbers.count == features.rows else {
      throw .mismatch(what: "the rows of the numbers", expected: features.rows, found: numbers.count)
    }
    guard !known.isEmpty else { throw .noExamples }
    try LearningTarget.values(known).validate(rows: known.count)
    guard classCount == 0 || classCount > 1 else { throw .noOutputs }
    if classCount > 0 {
      guard classes.count == features.rows else {
        throw .mismatch(what: "the rows of the classes", expected: features.rows, found: classes.count)
      }
      for (row, label) in classes.enumerated() {
        if let label, !(0..<classCount).contains(label) {
          throw .classOutOfRange(row: row, found: label, count: classCount)
        }
      }
    }
    let n = Double(known.count)
    let mean = known.reduce(0) { $0 + $1 / n }
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / n }
    self.mean = mean
    deviation = variance > 0 && variance.isFinite ? variance.squareRoot() : 1
    standardiser = Standardiser(fitting: features)
    var targets = DoubleMatrix(rows: features.rows, columns: 1 + classCount)
    var weights = targets
    for row in 0..<features.rows {
      if let number = numbers[row] {
        targets[row, 0] = (number - mean) / deviation
        weights[row, 0] = 1
      }
      guard classCount > 0, let label = classes[row] else { continue }
      targets[row, 1 + label] = 1
      for column in 1...classCount { weights[row, column] = 1 }
    }
    examples = Trainer.Examples(
      inputs: parameters.prepared(standardiser(features)), targets: targets, weights: weights)
    self.classCount = classCount
    self.parameters = parameters
  }

  /// Trains a fresh network, always from the same first weights.
  func trained(
    on rows: [Int]?, validating held: [Int]?, epochs: Int
  ) throws(LearningError) -> (network: Network, course: Trainer.Course) {
    var generator = SplitMix64(seed: parameters.seed)
    var network = try parameters.network(
      inputs: examples.inputs.columns, outputs: 1 + classCount, drawing: &generator)
    var parts = [BatchLoss.Term(link: .identity, outputs: 1)]
    if classCount > 0 {
      parts.append(BatchLoss.Term(link: .softmax, outputs: classCount, weight: parameters.classWeight))
    }
    let trainer = Trainer(
      epochs: epochs, batchSize: parameters.batchSize,
      optimiser: .adamW(rate: parameters.learningRate, decay: 0.01), loss: BatchLoss(parts),
      patience: held == nil ? nil : parameters.patience)
    let course = try trainer.train(
      &network, on: rows.map(examples.selecting) ?? examples, validating: held.map(examples.selecting),
      drawing: &generator)
    return (network, course)
  }
}
