/// A linear model on sparse rows, such as those of words: for each output a weight a column and an intercept.
///
/// Classes are learned one against the rest (two classes: one question, half its margin for the one, minus half for the
/// other), tags each on its own. Made by `train(_:columns:target:parameters:innerFolds:)`.
public struct SparseLinearModel: Sendable, Equatable {
  /// What it was trained with.
  public let parameters: SparseLinearParameters
  /// C, given or chosen; see ``SparseLinearParameters/c``.
  public let chosenC: Double
  /// For each value of ``SparseLinearParameters/grid`` the held-out loss where cross-validation chose; else empty.
  ///
  /// For `squared-hinge` the share of wrong answers, for `logistic` the cross-entropy.
  public let heldOutLosses: [Double]
  /// Divides the margins in `probabilities`; 1 unless set.
  ///
  /// See ``TemperatureScaling``.
  public var temperature: Float = 1

  let shape: LearningTarget.Shape
  /// columns x outputs, so that an entry of a row meets its weights side by side.
  let weights: Matrix
  let intercepts: [Float]

  init(
    parameters: SparseLinearParameters, chosenC: Double, heldOutLosses: [Double],
    shape: LearningTarget.Shape, weights: Matrix, intercepts: [Float]
  ) {
    self.parameters = parameters
    self.chosenC = chosenC
    self.heldOutLosses = heldOutLosses
    self.shape = shape
    self.weights = weights
    self.intercepts = intercepts
  }

  /// The number of columns of the rows.
  public var featureCount: Int { weights.rows }

  /// The number of columns of `decision`: the classes or tags.
  public var outputCount: Int { intercepts.count }

  /// The weight of each column for one output.
  ///
  /// - Precondition: `output` is one of `0 ..< outputCount`.
  public func weights(of output: Int) -> [Float] {
    (0..<weights.rows).map { weights[$0, output] }
  }

  /// The margins for each row, before the temperature; a class that had no example has -10,000.
  ///
  /// A row's answer does not depend on the rows beside it.
  ///
  /// - Returns: n x `outputCount`.
  /// - Throws: `LearningError.mismatch` where a row has a column from `featureCount` on; `.notFinite`, `.cancelled`.
  public func decision(_ rows: [SparseRow]) throws(LearningError) -> Matrix {
    try checkCancellation()
    var result = Matrix(rows: rows.count, columns: outputCount)
    var sums = [Double](repeating: 0, count: outputCount)
    for (place, row) in rows.enumerated() {
      guard row.width <= featureCount else {
        throw .mismatch(what: "the columns of row \(place)", expected: featureCount, found: row.width)
      }
      for output in sums.indices { sums[output] = Double(intercepts[output]) }
      weights.storage.withUnsafeBufferPointer { weights in
        for (index, value) in zip(row.indices, row.values) {
          let start = Int(index) * sums.count
          for output in sums.indices { sums[output] += Double(value) * Double(weights[start + output]) }
        }
      }
      for output in sums.indices { result[place, output] = Float(sums[output]) }
    }
    try result.requireFinite("the margins")
    return result
  }

  /// The probabilities for each row: for classes softmax(margins / T), which sums to 1; for tags
  /// 1 / (1 + exp(-margin / T)) each.
  ///
  /// - Returns: n x `outputCount`.
  /// - Throws: as `decision`; `.parameter` where the temperature is not above 0.
  public func probabilities(_ rows: [SparseRow]) throws(LearningError) -> Matrix {
    guard temperature > 0, temperature.isFinite else {
      throw .parameter(name: "the temperature", value: "\(temperature)", accepted: "above 0")
    }
    var result = try decision(rows)
    let divisor = Double(temperature)
    for row in 0..<result.rows {
      let margins = result.row(row).map { Double($0) / divisor }
      let shares = if case .classes = shape { softmax(margins) } else { margins.map(sigmoid) }
      for (column, share) in shares.enumerated() { result[row, column] = Float(share) }
    }
    return result
  }
}

extension SparseLinearModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case parameters, chosenC, heldOutLosses, temperature, shape, weights, intercepts
  }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      parameters: try container.decode(SparseLinearParameters.self, forKey: .parameters),
      chosenC: try container.decode(Double.self, forKey: .chosenC),
      heldOutLosses: try container.decode([Double].self, forKey: .heldOutLosses),
      shape: try container.decode(LearningTarget.Shape.self, forKey: .shape),
      weights: try container.decode(Matrix.self, forKey: .weights),
      intercepts: try container.decode([Float].self, forKey: .intercepts))
    temperature = try container.decode(Float.self, forKey: .temperature)
    guard outputCount > 0, shape != .values, shape.outputs == outputCount, weights.columns == outputCount
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .weights, in: container, debugDescription: "the parts of the linear model do not fit together"
      )
    }
  }
}
