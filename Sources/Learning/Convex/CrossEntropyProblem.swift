import Foundation

/// The penalised loss of a linear classifier.
///
///     (1/n) sum_i w_i loss(W z_i + b, t_i) + (lambda / 2) |W|^2
///
/// with the softmax cross-entropy for classes and the sum of sigmoid cross-entropies for tags; the intercepts b are
/// free. Unknowns are W (q x r) row after row, then b (q).
struct CrossEntropyProblem {
  let features: DoubleMatrix
  let target: EncodedTarget
  var penalty: Double
  /// r x n.
  ///
  /// Both products then read a narrow matrix times a wide one as stored, which BLAS does in half the time.
  private let transposed: DoubleMatrix
  /// q x n.
  private var logits: [Double]

  init(features: DoubleMatrix, target: EncodedTarget, penalty: Double) {
    self.features = features
    transposed = features.transposed()
    self.target = target
    self.penalty = penalty
    logits = [Double](repeating: 0, count: features.rows * target.learned.count)
  }

  var unknowns: Int { outputs * (features.columns + 1) }
  private var outputs: Int { target.learned.count }

  /// The objective at a point; the gradient is written.
  mutating func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let (r, q) = (features.columns, outputs)
    computeLogits(point)
    let loss = replaceLogitsByResiduals()
    var squared = 0.0
    features.storage.withUnsafeBufferPointer { z in
      logits.withUnsafeBufferPointer { residuals in
        gradient.withUnsafeMutableBufferPointer { gradient in
          let n = features.rows
          BLAS.multiply(
            BLAS.Factor(base: residuals.baseAddress, stride: n), BLAS.Factor(base: z.baseAddress, stride: r),
            into: gradient.baseAddress, m: q, n: r, k: n)
          for output in 0..<q {
            gradient[q * r + output] = residuals[output * n..<(output + 1) * n].reduce(0, +)
          }
          for index in 0..<q * r {
            gradient[index] += penalty * point[index]
            squared += point[index] * point[index]
          }
        }
      }
    }
    return loss + penalty / 2 * squared
  }

  /// The mean of w p (1 - p) for each output: its curvature in the logit.
  mutating func curvatures(_ point: [Double]) -> [Double] {
    let (n, q) = (features.rows, outputs)
    computeLogits(point)
    var curvatures = [Double](repeating: 0, count: q)
    for row in 0..<n {
      let entries = (0..<q).map { logits[$0 * n + row] }
      let shares = target.link == .softmax ? softmax(entries) : entries.map(sigmoid)
      for output in 0..<q {
        curvatures[output] += target.weights[row, output] * shares[output] * (1 - shares[output])
      }
    }
    return curvatures.map { $0 / Double(n) }
  }

  /// Returns the mean loss and turns each logit into the mean loss's slope in it.
  private mutating func replaceLogitsByResiduals() -> Double {
    let (n, q) = (features.rows, outputs)
    var loss = 0.0
    withUnsafeTemporaryAllocation(of: Double.self, capacity: q) { entries in
      target.targets.storage.withUnsafeBufferPointer { targets in
        target.weights.storage.withUnsafeBufferPointer { weights in
          logits.withUnsafeMutableBufferPointer { logits in
            for row in 0..<n {
              for output in 0..<q { entries.initializeElement(at: output, to: logits[output * n + row]) }
              let range = row * q..<(row + 1) * q
              loss += LossRow.replaceByGradient(
                entries, UnsafeBufferPointer(rebasing: targets[range]),
                UnsafeBufferPointer(rebasing: weights[range]), target.link)
              for output in 0..<q { logits[output * n + row] = entries[output] / Double(n) }
            }
          }
        }
      }
    }
    return loss / Double(n)
  }

  private mutating func computeLogits(_ point: [Double]) {
    let (n, r, q) = (features.rows, features.columns, outputs)
    transposed.storage.withUnsafeBufferPointer { z in
      point.withUnsafeBufferPointer { point in
        logits.withUnsafeMutableBufferPointer { logits in
          for output in 0..<q {
            logits[output * n..<(output + 1) * n].update(repeating: point[q * r + output])
          }
          BLAS.multiply(
            BLAS.Factor(base: point.baseAddress, stride: r), BLAS.Factor(base: z.baseAddress, stride: n),
            into: logits.baseAddress, m: q, n: n, k: r, beta: 1)
        }
      }
    }
  }
}
