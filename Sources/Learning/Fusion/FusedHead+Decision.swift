extension FusedHead {
  /// What a head gives for examples.
  public struct Decision: Sendable, Equatable {
    /// n x `outputCount`: logits for classes and tags (before the temperature), the number for values.
    public let outputs: Matrix
    /// n x parts: how much each part counted; zeros for one that is missing, and for `concatenation`.
    public let weights: Matrix
  }

  /// The outputs for each example, and the weights of its parts.
  ///
  /// A row's answer does not depend on the rows beside it, to the last bit: every product is made on blocks of 64 rows. A row
  /// without any known part gets the mean example's answer or zeros; ask `knowsPart(of:)` first.
  ///
  /// - Parameter features: n examples with parts of the lengths `widths`.
  /// - Returns: outputs and weights.
  /// - Throws: `LearningError.mismatch`, `.notFinite` where the answer overflows, `.cancelled`.
  public func decision(_ features: FusedFeatures) throws(LearningError) -> Decision {
    guard features.widths == widths else {
      throw .mismatch(
        what: "the columns of the parts", expected: widths.reduce(0, +),
        found: features.widths.reduce(0, +))
    }
    let rows = layout.joined(known(features), by: standardisers)
    var outputs: [Float] = []
    var weights: [Float] = []
    outputs.reserveCapacity(rows.rows * outputCount)
    for start in stride(from: 0, to: rows.rows, by: FusedHead.blockRows) {
      try checkCancellation()
      let block = rows.block(from: start, count: FusedHead.blockRows)
      let count = min(FusedHead.blockRows, rows.rows - start)
      let (answers, shares) = answer(block)
      for row in 0..<count { outputs += spread(answers.row(row)) }
      weights += shares.storage.prefix(count * layout.count)
    }
    let result = Matrix(rows: rows.rows, columns: outputCount, storage: outputs)
    try result.requireFinite("the answers of the head")
    return Decision(
      outputs: result, weights: Matrix(rows: rows.rows, columns: layout.count, storage: weights))
  }

  /// The probabilities from a decision's outputs: for classes softmax(logits / T), for tags 1 / (1 + exp(-logit / T)) each.
  ///
  /// - Parameter decision: what `decision` gave.
  /// - Returns: n x `outputCount`.
  /// - Throws: `LearningError.parameter` for a head that learned values, or a temperature that is not above 0.
  public func probabilities(_ decision: Decision) throws(LearningError) -> Matrix {
    guard temperature > 0, temperature.isFinite else {
      throw .parameter(name: "the temperature", value: "\(temperature)", accepted: "above 0")
    }
    if case .values = shape {
      throw .parameter(name: "the target", value: "values", accepted: "classes or tags")
    }
    var result = decision.outputs
    let divisor = Double(temperature)
    for row in 0..<result.rows {
      let logits = result.row(row).map { Double($0) / divisor }
      let shares = if case .classes = shape { softmax(logits) } else { logits.map(sigmoid) }
      for (column, share) in shares.enumerated() { result[row, column] = Float(share) }
    }
    return result
  }

  /// Whether each example has a part of which something was learned.
  public func knowsPart(of features: FusedFeatures) -> [Bool] {
    (0..<features.rows).map { row in
      zip(knownParts, features.present).contains { $0 && $1.indices.contains(row) && $1[row] }
    }
  }

  private static let blockRows = 64

  /// Parts of which nothing was learned count as missing.
  private func known(_ features: FusedFeatures) -> FusedFeatures {
    features.keeping(parts: knownParts)
  }

  private func answer(_ block: Matrix) -> (outputs: Matrix, weights: Matrix) {
    let none = Matrix(rows: block.rows, columns: layout.count)
    switch body {
    case .constant: return (Matrix(rows: block.rows, columns: 0), none)
    case .concatenated(let maps): return (FusedHead.chain(maps, block), none)
    case .weighted(let branches, let weights, let temperatures, let pooled):
      let shares = FusedHead.shares(weights, pooled: pooled, of: block, layout)
      return (mix(branches, shares, temperatures, block), shares)
    case .gated(let branches, let gate):
      let shares = GatedBranches.shares(FusedHead.chain(gate, block), of: block, layout)
      return (mix(branches, shares, [Float](repeating: 1, count: layout.count), block), shares)
    }
  }

  private func mix(
    _ branches: [[LinearMap]], _ shares: Matrix, _ temperatures: [Float], _ block: Matrix
  ) -> Matrix {
    var result = Matrix(rows: block.rows, columns: learned.count)
    for (part, maps) in branches.enumerated() {
      let outputs = FusedHead.chain(maps, layout.slice(block, part))
      for row in 0..<block.rows where shares[row, part] != 0 {
        let factor = shares[row, part] / temperatures[part]
        for column in 0..<learned.count { result[row, column] += factor * outputs[row, column] }
      }
    }
    return result
  }

  private static func shares(
    _ weights: [Float], pooled: Bool, of block: Matrix, _ layout: PartLayout
  ) -> Matrix {
    var result = Matrix(rows: block.rows, columns: layout.count)
    for row in 0..<block.rows {
      let parts = weights.indices.filter { layout.isPresent($0, in: block, row) }
      let sum = parts.reduce(Float(0)) { $0 + weights[$1] }
      for part in parts { result[row, part] = pooled && sum > 0 ? weights[part] / sum : weights[part] }
    }
    return result
  }

  private static func chain(_ maps: [LinearMap], _ input: Matrix) -> Matrix {
    var output = input
    for (index, map) in maps.enumerated() { output = map(index == 0 ? output : ReLU()(output)) }
    return output
  }

  /// One row's outputs, with the constants of those that were not learned.
  private func spread(_ row: ArraySlice<Float>) -> [Float] {
    var result = constants
    for (value, output) in zip(row, learned) {
      result[output] = if case .values = shape { scale.restored(value) } else { value }
    }
    return result
  }
}

extension FusedFeatures {
  /// The same without the parts that are not kept.
  func keeping(parts kept: [Bool]) -> FusedFeatures {
    FusedFeatures(
      parts: parts, present: zip(present, kept).map { present, kept in present.map { $0 && kept } })
  }

  init(parts: [Matrix], present: [[Bool]]) {
    self.parts = parts
    self.present = present
    rows = present.first?.count ?? 0
  }
}
