import Foundation

extension TrainedHead {
  /// The outputs for each row of features: logits for classes and tags (before the temperature), the number for values.
  ///
  /// A row's answer does not depend on the rows beside it, to the last bit: every product is made on blocks of 64 rows, the
  /// last one filled up with zeros. A class that had no example has the logit -10,000.
  ///
  /// - Parameter features: n rows of `featureCount` columns.
  /// - Returns: n x `outputCount`.
  /// - Throws: `LearningError.mismatch`, `.notFinite` (in the features, or where the answer overflows), `.cancelled`.
  public func decision(_ features: Matrix) throws(LearningError) -> Matrix {
    let what = "the columns of the features"
    guard features.columns == dimensions || features.rows == 0 else {
      throw .mismatch(what: what, expected: dimensions, found: features.columns)
    }
    try features.requireFinite("the features")
    var entries: [Float] = []
    entries.reserveCapacity(features.rows * outputCount)
    for start in stride(from: 0, to: features.rows, by: TrainedHead.blockRows) {
      try checkCancellation()
      let answers = body(features.block(from: start, count: TrainedHead.blockRows))
      let count = min(TrainedHead.blockRows, features.rows - start)
      entries.append(contentsOf: answers.storage.prefix(count * outputCount))
    }
    let result = Matrix(rows: features.rows, columns: outputCount, storage: entries)
    try result.requireFinite("the answers of the head")
    return result
  }

  /// The probabilities for each row of features: for classes softmax(logits / T), which sums to 1; for tags
  /// 1 / (1 + exp(-logit / T)) each.
  ///
  /// - Parameter features: n rows of `featureCount` columns.
  /// - Returns: n x `outputCount`.
  /// - Throws: as `decision`; `LearningError.unsupported` for a head that learned values; `.parameter` where the temperature
  ///   is not above 0.
  public func probabilities(_ features: Matrix) throws(LearningError) -> Matrix {
    guard temperature > 0, temperature.isFinite else {
      throw .parameter(name: "the temperature", value: "\(temperature)", accepted: "above 0")
    }
    if case .values = shape {
      throw .unsupported(head: parameters.kind, target: "probabilities of values", instead: "decision")
    }
    var result = try decision(features)
    let divisor = Double(temperature)
    for row in 0..<result.rows {
      let logits = result.row(row).map { Double($0) / divisor }
      let shares = if case .classes = shape { softmax(logits) } else { logits.map(sigmoid) }
      for (column, share) in shares.enumerated() { result[row, column] = Float(share) }
    }
    return result
  }

  private static let blockRows = 64
}
