extension FusedHead {
  /// Trains a head on examples of several parts and what is known about them.
  ///
  /// The same examples in the same order with the same parameters give the same head, bit for bit, on one kind of
  /// processor. The task's cancellation is looked at every epoch. What cannot be learned is answered with a constant, as by
  /// `TrainedHead`.
  ///
  /// - Parameters:
  ///   - features: n examples, n >= 1; those without any part teach nothing and are left out.
  ///   - target: what is known of each.
  ///   - parameters: the rule and its settings.
  ///   - innerFolds: a fold number an example, for choosing the number of epochs and fitting weights; nil makes up to five
  ///     stratified folds from the seed. All numbers equal: nothing can be held out; the epochs are then `epochs`, the weights equal.
  ///   - threads: how many may share a step; changes no bit of the head.
  /// - Returns: the head, with temperature 1.
  /// - Throws: `LearningError`.
  public static func train(
    _ features: FusedFeatures, target: LearningTarget, parameters: FusedHeadParameters,
    innerFolds: [Int]? = nil, threads: Int = 1
  ) throws(LearningError) -> FusedHead {
    try parameters.validate()
    try target.validate(rows: features.rows)
    if let innerFolds, innerFolds.count != features.rows {
      throw .mismatch(what: "the inner folds", expected: features.rows, found: innerFolds.count)
    }
    let rows = (0..<features.rows).filter { row in features.present.contains { $0[row] } }
    guard !rows.isEmpty else { throw .noExamples }
    let kept = target.selecting(rows: rows)
    let folds =
      innerFolds.map { numbers in InnerFolds(assignment: rows.map { numbers[$0] }) }
      ?? InnerFolds(stratifying: kept, seed: parameters.seed)
    return try FusionTraining(
      features: features.selecting(rows: rows), target: kept, parameters: parameters, folds: folds,
      threads: threads
    ).head()
  }
}

extension FusedFeatures {
  func selecting(rows chosen: [Int]) -> FusedFeatures {
    FusedFeatures(
      parts: parts.map { $0.selecting(rows: chosen) },
      present: present.map { part in chosen.map { part[$0] } })
  }
}
