import Foundation

/// The penalised loss of a linear classifier:
///
///     (1/n) sum_i w_i loss(W z_i + b, t_i) + (lambda / 2) |W|^2
///
/// with the softmax cross-entropy for classes and the sum of sigmoid cross-entropies for tags; the intercepts b are
/// free. Unknowns are W (q x r) row after row, then b (q).
struct CrossEntropyProblem {
  let features: DoubleMatrix
  let target: EncodedTarget
  var penalty: Double
  private var logits: [Double]

  init(features: DoubleMatrix, target: EncodedTarget, penalty: Double) {
    self.features = features
    self.target = target
    self.penalty = penalty
    logits = [Double](repeating: 0, count: features.rows * target.learned.count)
  }

  var unknowns: Int { outputs * (features.columns + 1) }
  private var outputs: Int { target.learned.count }

  /// The objective at a point; the gradient is written.
  mutating func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let (n, r, q) = (features.rows, features.columns, outputs)
    computeLogits(point)
    var loss = 0.0
    let scale = 1 / Double(n)
    target.targets.storage.withUnsafeBufferPointer { targets in
      target.weights.storage.withUnsafeBufferPointer { weights in
        logits.withUnsafeMutableBufferPointer { logits in
          for row in 0..<n {
            let range = row * q..<(row + 1) * q
            loss += LossRow.replaceByGradient(
              UnsafeMutableBufferPointer(rebasing: logits[range]), UnsafeBufferPointer(rebasing: targets[range]),
              UnsafeBufferPointer(rebasing: weights[range]), target.link)
          }
        }
      }
    }
    var squared = 0.0
    features.storage.withUnsafeBufferPointer { z in
      logits.withUnsafeMutableBufferPointer { residuals in
        gradient.withUnsafeMutableBufferPointer { gradient in
          for index in residuals.indices { residuals[index] *= scale }
          for output in 0..<q { gradient[q * r + output] = 0 }
          for row in 0..<n {
            for output in 0..<q { gradient[q * r + output] += residuals[row * q + output] }
          }
          BLAS.multiply(
            BLAS.Factor(base: UnsafePointer(residuals.baseAddress), stride: q, transposed: true),
            BLAS.Factor(base: z.baseAddress, stride: r), into: gradient.baseAddress, m: q, n: r, k: n)
          for index in 0..<q * r {
            gradient[index] += penalty * point[index]
            squared += point[index] * point[index]
          }
        }
      }
    }
    return loss * scale + penalty / 2 * squared
  }

  /// The mean of w p (1 - p) for each output: its curvature in the logit.
  mutating func curvatures(_ point: [Double]) -> [Double] {
    let (n, q) = (features.rows, outputs)
    computeLogits(point)
    var curvatures = [Double](repeating: 0, count: q)
    for row in 0..<n {
      let range = row * q..<(row + 1) * q
      let shares = target.link == .softmax ? softmax(Array(logits[range])) : logits[range].map(sigmoid)
      for output in 0..<q {
        curvatures[output] += target.weights[row, output] * shares[output] * (1 - shares[output])
      }
    }
    return curvatures.map { $0 / Double(n) }
  }

  private mutating func computeLogits(_ point: [Double]) {
    let (n, r, q) = (features.rows, features.columns, outputs)
    features.storage.withUnsafeBufferPointer { z in
      point.withUnsafeBufferPointer { point in
        logits.withUnsafeMutableBufferPointer { logits in
          for row in 0..<n {
            for output in 0..<q { logits[row * q + output] = point[q * r + output] }
          }
          BLAS.multiply(
            BLAS.Factor(base: z.baseAddress, stride: r),
            BLAS.Factor(base: point.baseAddress, stride: r, transposed: true),
            into: logits.baseAddress, m: n, n: q, k: r, beta: 1)
        }
      }
    }
  }
}
