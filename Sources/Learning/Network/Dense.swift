import Reliability

/// x -> W x + b.
struct Dense: Layer {
  let inputs: Int
  let outputs: Int
  private(set) var weights: Weights
  private(set) var intercepts: Weights
  private var input: Matrix?

  /// The outputs that one piece of a product answers for.
  private static let pieceLength = 256

  /// First weights and intercepts uniform in +-1 / sqrt(inputs), as in PyTorch's `Linear`.
  init(inputs: Int, outputs: Int, drawing generator: inout SplitMix64) {
    self.inputs = inputs
    self.outputs = outputs
    weights = Weights(inputs * outputs, fan: inputs, decays: true, drawing: &generator)
    intercepts = Weights(outputs, fan: inputs, decays: false, drawing: &generator)
  }

  init(_ map: LinearMap) {
    inputs = map.weights.columns
    outputs = map.weights.rows
    weights = Weights(map.weights.storage, decays: true)
    intercepts = Weights(map.intercepts, decays: false)
  }

  var map: LinearMap {
    LinearMap(
      weights: Matrix(rows: outputs, columns: inputs, storage: weights.values), intercepts: intercepts.values)
  }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    self.input = input
    return self(input)
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    learn(from: gradient)
    return gradient.multiplied(by: map.weights)
  }

  mutating func learn(from gradient: Matrix) {
    guard let input else { preconditionFailure("backward before forward") }
    let (rows, inputs, outputs) = (gradient.rows, inputs, outputs)
    gradient.storage.withUnsafeBufferPointer { gradient in
      input.storage.withUnsafeBufferPointer { input in
        weights.gradient.withUnsafeMutableBufferPointer { slopes in
          intercepts.gradient.withUnsafeMutableBufferPointer { sums in
            guard let gradient = gradient.baseAddress, let slopes = slopes.baseAddress,
              let sums = sums.baseAddress
            else { return }
            ThreadTeam.eachRange(of: outputs, length: Dense.pieceLength) { piece in
              OrderedProducts.multiply(
                gradient + piece.lowerBound, width: outputs, transposed: true, input.baseAddress,
                into: slopes + piece.lowerBound * inputs, m: piece.count, n: inputs, k: rows)
              for output in piece { sums[output] = 0 }
              for row in 0..<rows {
                let entries = gradient + row * outputs
                for output in piece { sums[output] += entries[output] }
              }
            }
          }
        }
      }
    }
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    let (rows, inputs, outputs) = (input.rows, inputs, outputs)
    return Matrix(rows: rows, columns: outputs) { result in
      input.storage.withUnsafeBufferPointer { input in
        weights.values.withUnsafeBufferPointer { weights in
          intercepts.values.withUnsafeBufferPointer { intercepts in
            guard let result = result.baseAddress, let weights = weights.baseAddress else { return }
            ThreadTeam.eachRange(of: outputs, length: Dense.pieceLength) { piece in
              OrderedProducts.rows(
                input.baseAddress, weights + piece.lowerBound * inputs, into: result + piece.lowerBound,
                m: rows,
                n: piece.count, k: inputs, stride: outputs)
              for row in 0..<rows {
                let entries = result + row * outputs
                for output in piece { entries[output] += intercepts[output] }
              }
            }
          }
        }
      }
    }
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    visit(&weights)
    visit(&intercepts)
  }
}
