import Reliability

/// x -> max(x, 0); the slope at 0 is 0.
struct ReLU: Layer {
  private var output: Matrix?

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    let output = self(input)
    self.output = output
    return output
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    guard let output else { preconditionFailure("backward before forward") }
    return output.combined(with: gradient) { $0 <= 0 ? 0 : $1 }
  }

  func callAsFunction(_ input: Matrix) -> Matrix { input.combined(with: input) { $0 < 0 ? 0 : $1 } }
}
