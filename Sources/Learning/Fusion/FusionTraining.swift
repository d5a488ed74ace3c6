import Reliability

/// Everything that a fused head learns from, made ready.
struct FusionTraining: Sendable {
  let features: FusedFeatures
  let encoded: EncodedTarget
  let parameters: FusedHeadParameters
  let folds: InnerFolds
  let threads: Int
  let layout: PartLayout
  let examples: Trainer.Examples
  private let shape: LearningTarget.Shape
  private let scale: ValueScale
  private let standardisers: [Standardiser]

  typealias Outcome = (body: FusedHead.Body, course: TrainingCourse)

  init(
    features: FusedFeatures, target: LearningTarget, parameters: FusedHeadParameters, folds: InnerFolds,
    threads: Int
  ) {
    self.features = features
    self.parameters = parameters
    self.folds = folds
    self.threads = threads
    shape = target.shape
    encoded = EncodedTarget(target, weighting: parameters.classWeights)
    scale = ValueScale(encoded)
    layout = PartLayout(widths: features.widths)
    standardisers = features.parts.enumerated().map { part, matrix in
      let rows = features.rowsWith(part)
      return Standardiser(
        fitting: rows.isEmpty ? Matrix(rows: 1, columns: matrix.columns) : matrix.selecting(rows: rows))
    }
    examples = Trainer.Examples(
      inputs: layout.joined(features, by: standardisers), targets: scale.standardised(encoded.targets),
      weights: encoded.weights)
  }

  func head() throws(LearningError) -> FusedHead {
    let (body, course) = encoded.learned.isEmpty ? (.constant, TrainingCourse()) : try learn()
    return FusedHead(
      parameters: parameters, course: course, knownParts: features.present.map { $0.contains(true) },
      shape: shape, layout: layout, standardisers: standardisers, learned: encoded.learned,
      constants: encoded.constants, scale: scale, body: body)
  }

  private func learn() throws(LearningError) -> Outcome {
    switch parameters.rule {
    case .concatenation: try learnConcatenation()
    case .softmaxWeights: try learnSoftmaxWeights()
    case .penalisedWeights: try learnPenalisedWeights()
    case .gate: try learnGate()
    }
  }

  var outputs: Int { encoded.learned.count }

  var epochs: Int { parameters.epochs(rows: features.rows) }

  /// The first inner fold, where it leaves at least half of the rows to train on.
  var validationPart: (held: [Int], training: [Int])? {
    folds.parts.first { $0.training.count >= $0.held.count }
  }

  /// Linear-ReLU-dropout-linear on one part.
  func branch(of part: Int, drawing generator: inout SplitMix64) -> Network {
    Network(layers: [
      Dense(inputs: layout.widths[part], outputs: parameters.hiddenUnits, drawing: &generator), ReLU(),
      Dropout(parameters.dropout),
      Dense(inputs: parameters.hiddenUnits, outputs: outputs, drawing: &generator),
    ])
  }

  /// The layers' first on all parts; what a missing part adds to its units starts at 0.
  func first(outputs: Int, drawing generator: inout SplitMix64) -> Dense {
    let plain = Dense(inputs: layout.total, outputs: outputs, drawing: &generator).map
    var weights = Matrix(rows: outputs, columns: layout.columns)
    for row in 0..<outputs {
      for column in 0..<layout.total { weights[row, column] = plain.weights[row, column] }
    }
    return Dense(LinearMap(weights: weights, intercepts: plain.intercepts))
  }

  func trainer(_ loss: BatchLoss, patience: Int?) -> Trainer {
    Trainer(
      epochs: epochs, batchSize: parameters.batchSize, optimiser: parameters.optimiser, loss: loss,
      patience: patience, threads: threads)
  }
}
