/// Sets each entry to 0 with a probability and divides the others by the rest, so that the expectation stays.
///
/// Srivastava and others 2014, inverted. Outside training it changes nothing.
struct Dropout: Layer {
  let probability: Float
  private var factors: [Float] = []

  init(_ probability: Float) { self.probability = probability }

  mutating func forward(_ input: Matrix, drawing generator: inout SeededGenerator) -> Matrix {
    let kept = 1 / (1 - probability)
    factors = input.storage.map { _ in generator.uniform() < probability ? 0 : kept }
    return scaled(input)
  }

  mutating func backward(_ gradient: Matrix) -> Matrix { scaled(gradient) }

  func callAsFunction(_ input: Matrix) -> Matrix { input }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {}

  private func scaled(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for (index, factor) in factors.enumerated() { result.storage[index] *= factor }
    return result
  }
}
