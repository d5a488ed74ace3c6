extension HeadTraining {
  func learnLogistic() throws(LearningError) -> Outcome {
    let standardiser = Standardiser(fitting: features)
    let axes = try PrincipalAxes(of: standardiser.double(features))
    let encoded = EncodedTarget(target, weighting: parameters.classWeights)
    var history = TrainedHead.History(chosenL2: parameters.l2)
    if parameters.l2 == nil {
      let losses = try LogisticRegression.heldOutLosses(
        axes, target, weighting: parameters.classWeights, folds: folds, grid: HeadParameters.l2Grid)
      history.heldOutLosses = losses ?? []
      history.chosenL2 = choose(losses)
    }
    let penalty = history.chosenL2 ?? HeadParameters.fallbackL2
    let fit = try LogisticRegression(variances: axes.variances).fit(
      axes.coordinates, encoded, penalty: penalty)
    let map = LinearMap(weights: axes.weightsOnColumns(fit.weights), intercepts: fit.intercepts, encoded)
    return (StandardisedMaps(standardiser, [map]), history)
  }

  /// Ridge on values; on classes and tags against answers of 1 and -1, with the logits' scale fitted on held-out rows.
  func learnRidge() throws(LearningError) -> Outcome {
    let standardiser = Standardiser(fitting: features)
    let axes = try PrincipalAxes(of: standardiser.double(features))
    let encoded = EncodedTarget(target, weighting: parameters.classWeights)
    let grid = parameters.l2.map { [$0] } ?? HeadParameters.l2Grid
    let heldOut = try heldOutRidge(axes, grid: grid)
    var history = TrainedHead.History(chosenL2: parameters.l2 ?? choose(heldOut?.losses))
    if parameters.l2 == nil { history.heldOutLosses = heldOut?.losses ?? [] }
    let penalty = history.chosenL2 ?? HeadParameters.fallbackL2
    let fit = try RidgeRegression(axes.coordinates, encoded, answers: encoded.signedAnswers).fit(
      penalty: penalty)
    var scale = 1.0
    if let heldOut, let index = grid.firstIndex(of: penalty) {
      scale = 1 / Double(heldOut.temperature(index, target))
    }
    var weights = axes.weightsOnColumns(fit.weights)
    for index in weights.storage.indices { weights.storage[index] *= scale }
    let map = LinearMap(weights: weights, intercepts: fit.intercepts.map { $0 * scale }, encoded)
    return (StandardisedMaps(standardiser, [map]), history)
  }

  /// What ridge answers for held-out rows, for each penalty.
  private struct HeldOutRidge {
    var losses: [Double]
    /// Per penalty, rows x outputs; -10,000 for a class that the fold's training part did not have.
    var answers: [Matrix]

    func temperature(_ index: Int, _ target: LearningTarget) -> Float {
      switch target {
      case .classes(let classes, _): TemperatureScaling.fit(logits: answers[index], classes: classes)
      case .tags(let tags): TemperatureScaling.fit(logits: answers[index], tags: tags)
      case .values: 1
      }
    }
  }

  private func heldOutRidge(_ axes: PrincipalAxes, grid: [Double]) throws(LearningError) -> HeldOutRidge? {
    guard !folds.parts.isEmpty else { return nil }
    let empty = Matrix(rows: features.rows, columns: target.shape.outputs)
    var found = HeldOutRidge(
      losses: [Double](repeating: 0, count: grid.count), answers: Array(repeating: empty, count: grid.count))
    var total = 0.0
    for part in folds.parts {
      try checkCancellation()
      let encoded = EncodedTarget(target.selecting(rows: part.training), weighting: parameters.classWeights)
      let held = EncodedTarget.signedAnswers(target.selecting(rows: part.held), outputs: encoded.learned)
      let coordinates = axes.coordinates.selecting(rows: part.training)
      let heldCoordinates = axes.coordinates.selecting(rows: part.held)
      let regression = RidgeRegression(coordinates, encoded, answers: encoded.signedAnswers)
      for (index, penalty) in grid.enumerated() {
        let outputs = try regression.fit(penalty: penalty).logits(heldCoordinates)
        for (position, row) in part.held.enumerated() {
          for (output, constant) in encoded.constants.enumerated() {
            found.answers[index][row, output] = constant
          }
          for (column, output) in encoded.learned.enumerated() {
            let difference = outputs[position, column] - held[position, column]
            found.losses[index] += difference * difference / 2
            found.answers[index][row, output] = Float(outputs[position, column])
          }
        }
      }
      total += Double(held.storage.count)
    }
    guard total > 0 else { return nil }
    found.losses = found.losses.map { $0 / total }
    return found
  }
}

extension EncodedTarget {
  /// The targets of least squares: 1 and -1 for yes and no, values as they are.
  var signedAnswers: DoubleMatrix {
    guard link != .identity else { return targets }
    return DoubleMatrix(
      rows: targets.rows, columns: targets.columns, storage: targets.storage.map { 2 * $0 - 1 })
  }

  /// The same for other rows, over given outputs.
  static func signedAnswers(_ target: LearningTarget, outputs: [Int]) -> DoubleMatrix {
    var answers = DoubleMatrix(rows: target.rows, columns: outputs.count)
    for row in 0..<target.rows {
      for (column, output) in outputs.enumerated() {
        switch target {
        case .classes(let classes, _): answers[row, column] = classes[row] == output ? 1 : -1
        case .tags(let tags): answers[row, column] = tags[row][output] ? 1 : -1
        case .values(let values): answers[row, column] = values[row]
        }
      }
    }
    return answers
  }
}
