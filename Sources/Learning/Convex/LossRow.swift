import Foundation

/// The losses of one row of outputs.
enum LossRow {
  /// Returns the weighted loss of a row and replaces the outputs by the gradient with respect to them.
  ///
  /// softmax: w (log sum exp z - z_t), gradient w (p - t); sigmoid: sum w (log(1 + exp z) - t z), gradient
  /// w (p - t); identity: sum w (z - t)^2 / 2, gradient w (z - t). Large outputs neither overflow nor lose the loss.
  static func replaceByGradient(
    _ outputs: UnsafeMutableBufferPointer<Double>, _ targets: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Double>, _ link: EncodedTarget.Link
  ) -> Double {
    var loss = 0.0
    switch link {
    case .softmax:
      let top = outputs.max() ?? 0
      var sum = 0.0
      var right = 0.0
      for index in outputs.indices {
        right += targets[index] * (outputs[index] - top)
        outputs[index] = exp(outputs[index] - top)
        sum += outputs[index]
      }
      loss = (weights.first ?? 0) * (log(sum) - right)
      for index in outputs.indices {
        outputs[index] = weights[index] * (outputs[index] / sum - targets[index])
      }
    case .sigmoid:
      for index in outputs.indices {
        let z = outputs[index]
        loss += weights[index] * (softplus(z) - targets[index] * z)
        outputs[index] = weights[index] * (sigmoid(z) - targets[index])
      }
    case .identity:
      for index in outputs.indices {
        let difference = outputs[index] - targets[index]
        loss += weights[index] * difference * difference / 2
        outputs[index] = weights[index] * difference
      }
    }
    return loss
  }
}

/// exp(z_k) / sum exp(z), without overflow.
func softmax(_ logits: [Double]) -> [Double] {
  let top = logits.max() ?? 0
  let powers = logits.map { exp($0 - top) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

/// 1 / (1 + exp(-z)), without overflow.
func sigmoid(_ z: Double) -> Double { z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z)) }

/// log(1 + exp z), without overflow.
func softplus(_ z: Double) -> Double { max(z, 0) + log1p(exp(-abs(z))) }
