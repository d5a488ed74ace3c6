extension TrainedRegression {
  /// Trains a regression on the rows of a table and a number for each.
  ///
  /// Columns are standardised on these rows; one that is constant has the weight 0. The same rows in the same order give the
  /// same regression, bit for bit, on one kind of processor. Where all counts are 0, the answer is 0.
  ///
  /// - Parameters:
  ///   - features: n >= 1 rows of d >= 1 finite numbers.
  ///   - numbers: n finite numbers; for families with a log link 0 or more, whole or not.
  ///   - parameters: the family and the penalty.
  ///   - innerFolds: a fold number a row for choosing the penalty; nil makes up to five from the seed, stratified by the
  ///     number. All equal: nothing can be held out, and L2 = 1 is used.
  /// - Returns: the regression.
  /// - Throws: `LearningError`.
  public static func train(
    _ features: Matrix, numbers: [Double], parameters: RegressionParameters, innerFolds: [Int]? = nil
  ) throws(LearningError) -> TrainedRegression {
    guard features.rows > 0 else { throw .noExamples }
    guard features.columns > 0 else { throw .noFeatures }
    try parameters.validate(columns: features.columns)
    try features.requireFinite("the features")
    let target = LearningTarget.values(numbers)
    try target.validate(rows: features.rows)
    if parameters.family.hasLogLink, let row = numbers.firstIndex(where: { $0 < 0 }) {
      throw .parameter(
        name: "the number of row \(row)", value: "\(numbers[row])",
        accepted: "0 or more, for counts have a logarithm")
    }
    if let innerFolds, innerFolds.count != features.rows {
      throw .mismatch(what: "the inner folds", expected: features.rows, found: innerFolds.count)
    }
    let scales = ColumnBlocks(widths: parameters.blocks).scales(columns: features.columns)
    let standardiser = Standardiser(fitting: features)
    var table = standardiser.double(features)
    for row in 0..<table.rows {
      for column in 0..<table.columns { table[row, column] *= scales[column] }
    }
    let axes = try PrincipalAxes(of: table)
    let regression = NumberRegression(family: parameters.family, variances: axes.variances)
    var heldOut: [Double] = []
    var penalty = parameters.l2
    if penalty == nil {
      let folds =
        innerFolds.map(InnerFolds.init(assignment:))
        ?? InnerFolds(stratifying: target, seed: parameters.seed)
      let quick = NumberRegression(
        family: parameters.family, variances: axes.variances,
        solver: LBFGS(maximumIterations: 200, tolerance: 1e-8))
      heldOut =
        try quick.heldOutLosses(
          axes.coordinates, numbers, folds: folds, penalties: HeadParameters.l2Grid) ?? []
      penalty = best(of: heldOut)
    }
    let chosen = penalty ?? HeadParameters.fallbackL2
    // A path down to the penalty keeps each start near its end.
    let way = HeadParameters.l2Grid.filter { parameters.family.hasLogLink && $0 > chosen } + [chosen]
    guard let fit = try regression.path(axes.coordinates, numbers, penalties: way).last else {
      throw .numerical("the regression found no weights")
    }
    let weights = axes.weightsOnColumns(
      DoubleMatrix(rows: 1, columns: fit.weights.count, storage: fit.weights))
    return TrainedRegression(
      parameters: parameters, chosenL2: chosen, heldOutLosses: heldOut,
      dispersion: parameters.family == .negativeBinomial ? fit.dispersion : nil, converged: fit.converged,
      standardiser: standardiser, weights: zip(weights.storage, scales).map { $0 * $1 },
      intercept: fit.intercept)
  }

  /// The penalty with the smallest finite loss, of equals the largest.
  private static func best(of losses: [Double]) -> Double? {
    guard let least = losses.filter(\.isFinite).min(), let index = losses.firstIndex(of: least) else {
      return nil
    }
    return HeadParameters.l2Grid[index]
  }
}
