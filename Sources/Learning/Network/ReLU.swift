/// x -> max(x, 0); the slope at 0 is 0.
struct ReLU: Layer {
  private var output: Matrix?

  mutating func forward(_ input: Matrix, drawing generator: inout SeededGenerator) -> Matrix {
    let output = self(input)
    self.output = output
    return output
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    guard let output else { preconditionFailure("backward before forward") }
    var gradient = gradient
    for index in gradient.storage.indices where output.storage[index] <= 0 { gradient.storage[index] = 0 }
    return gradient
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    var output = input
    for index in output.storage.indices where output.storage[index] < 0 { output.storage[index] = 0 }
    return output
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {}
}
