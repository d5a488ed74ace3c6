/// A rule that moves weights against their gradients.
///
/// State is kept by the order in which weights are visited.
enum Optimiser: Sendable {
  /// v = momentum v + g + decay w; w -= rate v (PyTorch's `SGD`).
  case sgd(rate: Float, momentum: Float, decay: Float)
  /// Adam with decoupled weight decay (Loshchilov and Hutter 2019), betas .9 and .999, epsilon 1e-8.
  case adamW(rate: Float, decay: Float)

  struct State: Sendable {
    fileprivate var first: [[Float]] = []
    fileprivate var second: [[Float]] = []
    fileprivate var steps = 0
  }

  func step(_ network: inout Network, _ state: inout State) {
    state.steps += 1
    var index = 0
    network.visitWeights { weights in
      if index == state.first.count {
        state.first.append([Float](repeating: 0, count: weights.values.count))
        state.second.append([Float](repeating: 0, count: weights.values.count))
      }
      switch self {
      case .sgd(let rate, let momentum, let decay):
        Optimiser.descend(
          &weights, &state.first[index], rate: rate, momentum: momentum, decay: weights.decays ? decay : 0)
      case .adamW(let rate, let decay):
        Optimiser.adapt(
          &weights, &state.first[index], &state.second[index], rate: rate, decay: weights.decays ? decay : 0,
          step: state.steps)
      }
      index += 1
    }
  }

  private static func descend(
    _ weights: inout Weights, _ velocity: inout [Float], rate: Float, momentum: Float, decay: Float
  ) {
    let count = weights.values.count
    weights.gradient.withUnsafeBufferPointer { gradient in
      weights.values.withUnsafeMutableBufferPointer { values in
        velocity.withUnsafeMutableBufferPointer { velocity in
          for index in 0..<count {
            velocity[index] = momentum * velocity[index] + gradient[index] + decay * values[index]
            values[index] -= rate * velocity[index]
          }
        }
      }
    }
  }

  private static func adapt(
    _ weights: inout Weights, _ mean: inout [Float], _ square: inout [Float], rate: Float, decay: Float,
    step: Int
  ) {
    let (first, second): (Float, Float) = (0.9, 0.999)
    let meanScale = 1 / (1 - power(first, step))
    let squareScale = 1 / (1 - power(second, step))
    let count = weights.values.count
    weights.gradient.withUnsafeBufferPointer { gradient in
      weights.values.withUnsafeMutableBufferPointer { values in
        mean.withUnsafeMutableBufferPointer { mean in
          square.withUnsafeMutableBufferPointer { square in
            for index in 0..<count {
              let slope = gradient[index]
              mean[index] = first * mean[index] + (1 - first) * slope
              square[index] = second * square[index] + (1 - second) * slope * slope
              let move = mean[index] * meanScale / ((square[index] * squareScale).squareRoot() + 1e-8)
              values[index] -= rate * (move + decay * values[index])
            }
          }
        }
      }
    }
  }

  private static func power(_ base: Float, _ exponent: Int) -> Float {
    var (result, factor, rest) = (Float(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
