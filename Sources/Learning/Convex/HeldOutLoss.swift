/// The summed loss of predictions for held-out rows, over the outputs that the training part knew.
struct HeldOutLoss {
  private let targets: DoubleMatrix
  private let weights: DoubleMatrix
  private let link: EncodedTarget.Link
  /// The summed weight of the entries judged.
  let total: Double

  init(_ held: LearningTarget, known: EncodedTarget, training: Int) {
    link = known.link
    var targets = DoubleMatrix(rows: held.rows, columns: known.learned.count)
    var weights = DoubleMatrix(rows: held.rows, columns: known.learned.count)
    let weightOf = HeldOutLoss.weights(known)
    for (column, output) in known.learned.enumerated() {
      for row in 0..<held.rows {
        let answer: Double
        switch held {
        case .classes(let classes, _): answer = classes[row] == output ? 1 : 0
        case .tags(let tags): answer = tags[row][output] ? 1 : 0
        case .values(let values): answer = values[row]
        }
        targets[row, column] = answer
        weights[row, column] =
          link == .identity ? 1 : answer == 1 ? weightOf[column].yes : weightOf[column].no
      }
    }
    if link == .softmax {
      for row in 0..<targets.rows {
        // One weight a row, that of its class; 0 where the training part did not know the class.
        let right = (0..<targets.columns).first { targets[row, $0] == 1 }
        let weight = right.map { weights[row, $0] } ?? 0
        for column in 0..<targets.columns { weights[row, column] = weight }
      }
      total = (0..<targets.rows).reduce(0) { $0 + (targets.columns > 0 ? weights[$1, 0] : 0) }
    } else {
      total = weights.storage.reduce(0, +)
    }
    self.targets = targets
    self.weights = weights
  }

  func loss(_ outputs: DoubleMatrix) -> Double {
    var outputs = outputs
    let q = outputs.columns
    guard q > 0 else { return 0 }
    return outputs.storage.withUnsafeMutableBufferPointer { outputs in
      targets.storage.withUnsafeBufferPointer { targets in
        weights.storage.withUnsafeBufferPointer { weights in
          stride(from: 0, to: outputs.count, by: q).reduce(0) { sum, start in
            sum
              + LossRow.replaceByGradient(
                UnsafeMutableBufferPointer(rebasing: outputs[start..<start + q]),
                UnsafeBufferPointer(rebasing: targets[start..<start + q]),
                UnsafeBufferPointer(rebasing: weights[start..<start + q]), link)
          }
        }
      }
    }
  }

  /// The weight of a yes and a no in each column, as the training part has them.
  private static func weights(_ known: EncodedTarget) -> [(yes: Double, no: Double)] {
    (0..<known.learned.count).map { column in
      var found = (yes: 1.0, no: 1.0)
      for row in 0..<known.targets.rows {
        if known.targets[row, column] == 1 {
          found.yes = known.weights[row, column]
        } else {
          found.no = known.weights[row, column]
        }
      }
      return found
    }
  }
}
