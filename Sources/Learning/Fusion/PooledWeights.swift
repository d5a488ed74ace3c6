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
  }

  func fit() throws(LearningError) -> Fit {
    let temperatures = logits.indices.map(temperature)
    let minimum = try LBFGS(maximumIterations: 200).minimise(
      from: [Double](repeating: 0, count: logits.count)
    ) { point, gradient in
      let (loss, slope) = self.loss(point, temperatures)
      gradient = zip(slope, point).map { $0 + PooledWeights.decay * $1 }
      return loss + PooledWeights.decay / 2 * BLAS.dot(point, point)
    }
    return Fit(
      weights: softmax(minimum.point), temperatures: temperatures,
      loss: loss(minimum.point, temperatures).value)
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
  private func loss(_ point: [Double], _ temperatures: [Float]) -> (value: Double, slope: [Double]) {
    let q = targets.columns
    var slope = [Double](repeating: 0, count: point.count)
    var sum = 0.0
    var count = 0
    var pooled = [Double](repeating: 0, count: q)
    for row in 0..<targets.rows {
      let parts = point.indices.filter { present[$0][row] }
      guard !parts.isEmpty else { continue }
      count += 1
      let shares = softmax(parts.map { point[$0] })
      for column in 0..<q {
        pooled[column] = zip(parts, shares).reduce(0) {
          $0 + $1.1 * scaled($1.0, row, column, temperatures)
        }
      }
      let mean = pooled
      sum += pooled.withUnsafeMutableBufferPointer { pooled in
        targets.storage.withUnsafeBufferPointer { targets in
          weights.storage.withUnsafeBufferPointer { weights in
            LossRow.replaceByGradient(
              pooled, UnsafeBufferPointer(rebasing: targets[row * q..<(row + 1) * q]),
              UnsafeBufferPointer(rebasing: weights[row * q..<(row + 1) * q]), link)
          }
        }
      }
      for (part, share) in zip(parts, shares) {
        for column in 0..<q {
          slope[part] += share * pooled[column] * (scaled(part, row, column, temperatures) - mean[column])
        }
      }
    }
    let n = Double(max(count, 1))
    return (sum / n, slope.map { $0 / n })
  }

  private func scaled(_ part: Int, _ row: Int, _ column: Int, _ temperatures: [Float]) -> Double {
    Double(logits[part][row, column]) / Double(temperatures[part])
  }
}
