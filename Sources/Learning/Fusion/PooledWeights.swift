/// Fits the weights of a pool of calibrated answers to rows that those who answer did not learn from.
///
/// The pool of the parts P that row i has is z_i = sum over k in P of r_k u_ik with u = z_k / T_k and r the softmax of w
/// over P. For classes that is the logarithmic opinion pool, sum r_k log p_k but for what the softmax takes away again;
/// for tags the same of each yes and no; for values the weighted mean. T_k makes the k-th answers calibrated probabilities
/// before they are weighed, or the weights would only say which network is louder. w minimises the mean loss plus 1e-4 / 2
/// |w|^2, which keeps it finite where a part adds nothing.
struct PooledWeights {
  /// For each part n x q.
  let logits: [Matrix]
  /// For each part, the rows that have an answer of it.
  let present: [[Bool]]
  let targets: DoubleMatrix
  let weights: DoubleMatrix
  let link: EncodedTarget.Link

  struct Fit {
    /// Sum to 1.
    let weights: [Double]
    let temperatures: [Float]
    /// The mean loss of the pool.
    let loss: Double
    /// The share of the pool's answers that are right, 0 to 1; nil for numbers.
    let accuracy: Double?
  }

  func fit() throws(LearningError) -> Fit {
    let temperatures = logits.indices.map(temperature)
    let scaled = zip(logits, temperatures).map { logits, temperature in
      logits.storage.map { Double($0) / Double(temperature) }
    }
    let minimum = try LBFGS(maximumIterations: 200).minimise(
      from: [Double](repeating: 0, count: logits.count)
    ) { point, gradient in
      let (loss, slope) = self.loss(point, scaled)
      gradient = zip(slope, point).map { $0 + PooledWeights.decay * $1 }
      return loss + PooledWeights.decay / 2 * BLAS.dot(point, point)
    }
    return Fit(
      weights: softmax(minimum.point), temperatures: temperatures, loss: loss(minimum.point, scaled).value,
      accuracy: accuracy(minimum.point, scaled))
  }

  private static let decay = 1e-4

  private func temperature(of part: Int) -> Float {
    let rows = present[part].indices.filter { present[part][$0] }
    let own = logits[part].selecting(rows: rows)
    let q = targets.columns
    switch link {
    case .identity: return 1
    case .sigmoid:
      return TemperatureScaling.fit(
        logits: own, tags: rows.map { row in (0..<q).map { targets[row, $0] == 1 } })
    case .softmax:
      return TemperatureScaling.fit(
        logits: own, classes: rows.map { row in (0..<q).first { targets[row, $0] == 1 } ?? -1 })
    }
  }

  /// The mean loss over rows with a part, and its slope by w.
  private func loss(_ point: [Double], _ scaled: [[Double]]) -> (value: Double, slope: [Double]) {
    let (n, q) = (targets.rows, targets.columns)
    let powers = softmax(point)
    var slope = [Double](repeating: 0, count: point.count)
    var (sum, count) = (0.0, 0)
    var pooled = [Double](repeating: 0, count: q)
    var mean = pooled
    for row in 0..<n {
      let total = pool(row, powers, scaled, into: &pooled)
      guard total > 0 else { continue }
      count += 1
      for column in 0..<q { mean[column] = pooled[column] }
      sum += replaceByGradient(&pooled, row)
      for part in point.indices where present[part][row] {
        var gain = 0.0
        for column in 0..<q { gain += pooled[column] * (scaled[part][row * q + column] - mean[column]) }
        slope[part] += powers[part] / total * gain
      }
    }
    let rows = Double(max(count, 1))
    return (sum / rows, slope.map { $0 / rows })
  }

  /// The share of right answers over the rows with a part.
  private func accuracy(_ point: [Double], _ scaled: [[Double]]) -> Double? {
    let (powers, q) = (softmax(point), targets.columns)
    var outputs = Matrix(rows: targets.rows, columns: q)
    var counted = weights
    var pooled = [Double](repeating: 0, count: q)
    for row in 0..<targets.rows {
      let isPooled = pool(row, powers, scaled, into: &pooled) > 0
      for column in 0..<q {
        outputs[row, column] = Float(pooled[column])
        if !isPooled { counted[row, column] = 0 }
      }
    }
    return BatchLoss(link: link).hits(outputs, targets: targets, weights: counted).share
  }

  /// Weighs the answers to a row by the `powers` of the parts that it has.
  ///
  /// - Returns: the sum of these powers; 0 where the row has no part.
  private func pool(
    _ row: Int, _ powers: [Double], _ scaled: [[Double]], into pooled: inout [Double]
  ) -> Double {
    let q = targets.columns
    var total = 0.0
    for part in powers.indices where present[part][row] { total += powers[part] }
    for column in 0..<q { pooled[column] = 0 }
    guard total > 0 else { return 0 }
    for part in powers.indices where present[part][row] {
      let share = powers[part] / total
      for column in 0..<q { pooled[column] += share * scaled[part][row * q + column] }
    }
    return total
  }

  private func replaceByGradient(_ outputs: inout [Double], _ row: Int) -> Double {
    let range = row * targets.columns..<(row + 1) * targets.columns
    return outputs.withUnsafeMutableBufferPointer { outputs in
      targets.storage.withUnsafeBufferPointer { targets in
        weights.storage.withUnsafeBufferPointer { weights in
          LossRow.replaceByGradient(
            outputs, UnsafeBufferPointer(rebasing: targets[range]),
            UnsafeBufferPointer(rebasing: weights[range]), link)
        }
      }
    }
  }
}
