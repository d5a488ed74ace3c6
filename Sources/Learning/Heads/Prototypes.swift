/// The L2-normalised mean of the L2-normalised examples of each class; logits are scale times the cosine to it.
///
/// Tags have two prototypes each, of the rows with and without it: the logit is scale times the difference of the cosines.
struct Prototypes: HeadBody {
  static let name = "prototypes"

  /// One row per output: the prototype; for tags that of yes minus that of no; zeros where there is nothing to learn.
  let directions: Matrix
  /// The answer where there is nothing to learn, else 0.
  let constants: [Float]
  var scale: Float

  /// The scale before calibration.
  static let baseScale: Float = 10

  init(_ normalised: Matrix, _ target: LearningTarget) {
    let encoded = EncodedTarget(target, weighting: .none)
    var directions = Matrix(rows: encoded.constants.count, columns: normalised.columns)
    for (column, output) in encoded.learned.enumerated() {
      let yes = Prototypes.mean(normalised) { encoded.targets[$0, column] == 1 }
      let no =
        encoded.link == .sigmoid
        ? Prototypes.mean(normalised) { encoded.targets[$0, column] == 0 }
        : [Float](repeating: 0, count: normalised.columns)
      for dimension in yes.indices { directions[output, dimension] = yes[dimension] - no[dimension] }
    }
    self.directions = directions
    constants = encoded.constants
    scale = Prototypes.baseScale
  }

  func callAsFunction(_ features: Matrix) -> Matrix {
    var answers = features.normalisedRows().multiplied(byTransposeOf: directions)
    for row in 0..<answers.rows {
      for (output, constant) in constants.enumerated() {
        answers[row, output] = scale * answers[row, output] + constant
      }
    }
    return answers
  }

  func fits(dimensions: Int, outputs: Int) -> Bool {
    directions.columns == dimensions && directions.rows == outputs && constants.count == outputs
  }

  private static func mean(_ rows: Matrix, where isMember: (Int) -> Bool) -> [Float] {
    var sums = [Double](repeating: 0, count: rows.columns)
    for row in 0..<rows.rows where isMember(row) {
      for (column, value) in rows.row(row).enumerated() { sums[column] += Double(value) }
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sums.map { length > 0 ? Float($0 / length) : 0 }
  }
}

extension HeadTraining {
  /// The scale is the base scale over the temperature that fits the answers for held-out rows.
  func learnPrototypes() throws(LearningError) -> Outcome {
    if case .values = target {
      throw .unsupported(head: .prototypes, target: "numbers", instead: "logistic, ridge, mlp or knn")
    }
    let normalised = features.normalisedRows()
    var prototypes = Prototypes(normalised, target)
    var answers = Matrix(rows: features.rows, columns: target.shape.outputs)
    for part in folds.parts {
      try checkCancellation()
      let fold = Prototypes(normalised.selecting(rows: part.training), target.selecting(rows: part.training))
      let held = fold(normalised.selecting(rows: part.held))
      for (position, row) in part.held.enumerated() {
        for output in 0..<held.columns { answers[row, output] = held[position, output] }
      }
    }
    if !folds.parts.isEmpty {
      switch target {
      case .classes(let classes, _):
        prototypes.scale /= TemperatureScaling.fit(logits: answers, classes: classes)
      case .tags(let tags): prototypes.scale /= TemperatureScaling.fit(logits: answers, tags: tags)
      case .values: break
      }
    }
    return (prototypes, TrainedHead.History())
  }
}
