import CTraining

/// A rule that moves weights against their gradients.
///
/// State is kept by the order in which weights are visited.
enum Optimiser: Sendable, Codable, Equatable {
  /// v = momentum v + g + decay w; w -= rate v (PyTorch's `SGD`).
  case sgd(rate: Float, momentum: Float, decay: Float)
  /// Adam with decoupled weight decay (Loshchilov and Hutter 2019), betas .9 and .999, epsilon 1e-8.
  case adamW(rate: Float, decay: Float)

  /// What the rule remembers of earlier steps.
  struct State: Sendable, Equatable {
    fileprivate(set) var first: [[Float]] = []
    fileprivate(set) var second: [[Float]] = []
    fileprivate(set) var steps = 0
  }

  /// The weights that one piece of a step moves.
  private static let pieceLength = 1 << 16

  func step(_ network: inout Network, _ state: inout State) {
    state.advance()
    var index = 0
    network.visitWeights { weights in
      state.makeRoom(for: weights, at: index)
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
          guard let gradient = gradient.baseAddress, let values = values.baseAddress,
            let velocity = velocity.baseAddress
          else { return }
          ThreadTeam.eachRange(of: count, length: pieceLength) { piece in
            for index in piece {
              velocity[index] = momentum * velocity[index] + gradient[index] + decay * values[index]
              values[index] -= rate * velocity[index]
            }
          }
        }
      }
    }
  }

  private static func adapt(
    _ weights: inout Weights, _ mean: inout [Float], _ square: inout [Float], rate: Float, decay: Float,
    step: Int
  ) {
    let adaptation = CTrainingAdaptation(
      rate: rate, decay: decay, mean_scale: 1 / (1 - power(0.9, step)),
      square_scale: 1 / (1 - power(0.999, step)))
    let count = weights.values.count
    weights.gradient.withUnsafeBufferPointer { gradient in
      weights.values.withUnsafeMutableBufferPointer { values in
        mean.withUnsafeMutableBufferPointer { mean in
          square.withUnsafeMutableBufferPointer { square in
            guard let gradient = gradient.baseAddress, let values = values.baseAddress,
              let mean = mean.baseAddress, let square = square.baseAddress
            else { return }
            ThreadTeam.eachRange(of: count, length: pieceLength) { piece in
              let first = piece.lowerBound
              ctraining_adapt(
                values + first, gradient + first, mean + first, square + first, piece.count, adaptation)
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

extension Optimiser.State {
  fileprivate mutating func advance() { steps += 1 }

  fileprivate mutating func makeRoom(for weights: Weights, at index: Int) {
    guard index == first.count else { return }
    first.append([Float](repeating: 0, count: weights.values.count))
    second.append([Float](repeating: 0, count: weights.values.count))
  }
}
