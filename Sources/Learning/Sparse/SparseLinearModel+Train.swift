extension SparseLinearModel {
  /// Trains a model on sparse rows and what is known about them.
  ///
  /// The same rows in the same order with the same parameters give the same model, bit for bit, on one kind of processor.
  /// What cannot be learned is answered with a constant: a class without an example has the margin -10,000; a tag that
  /// always or never holds in n rows has log((k + .5) / (n - k + .5)).
  ///
  /// The task's cancellation is looked at between fits.
  ///
  /// - Parameters:
  ///   - rows: n rows, n >= 1.
  ///   - columns: how many columns the rows have, at least 1.
  ///   - target: the classes or tags of each row.
  ///   - parameters: the loss and its settings.
  ///   - innerFolds: a fold number a row for choosing C; nil makes up to five stratified folds from the seed. All numbers
  ///     equal: nothing can be held out, and C is 1.
  /// - Returns: the model, with temperature 1. Of equally good values of C the smallest is chosen.
  /// - Throws: `LearningError`; values cannot be learned.
  public static func train(
    _ rows: [SparseRow], columns: Int, target: LearningTarget, parameters: SparseLinearParameters,
    innerFolds: [Int]? = nil
  ) throws(LearningError) -> SparseLinearModel {
    try parameters.validate()
    guard !rows.isEmpty else { throw .noExamples }
    guard columns > 0 else { throw .noFeatures }
    if let wide = rows.firstIndex(where: { $0.width > columns }) {
      throw .mismatch(what: "the columns of row \(wide)", expected: columns, found: rows[wide].width)
    }
    try target.validate(rows: rows.count)
    if case .values = target {
      throw .parameter(name: "the target", value: "numbers", accepted: "classes or tags")
    }
    if let innerFolds, innerFolds.count != rows.count {
      throw .mismatch(what: "the inner folds", expected: rows.count, found: innerFolds.count)
    }
    let training = SparseTraining(
      nodes: try NodeTable(rows, columns: columns),
      encoded: EncodedTarget(target, weighting: parameters.classWeights), parameters: parameters)
    let losses =
      parameters.c == nil
      ? try training.heldOutLosses(
        folds: innerFolds.map(InnerFolds.init(assignment:))
          ?? InnerFolds(stratifying: target, seed: parameters.seed)) : []
    let c = parameters.c ?? training.choose(losses)
    let (weights, intercepts) = try training.fit(c: c)
    return SparseLinearModel(
      parameters: parameters, chosenC: c, heldOutLosses: losses, shape: target.shape, weights: weights,
      intercepts: intercepts)
  }
}
