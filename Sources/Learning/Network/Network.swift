import Reliability

/// Layers one after the other.
struct Network: Sendable {
  var layers: [any Layer]

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    var output = input
    for index in layers.indices { output = layers[index].forward(output, drawing: &generator) }
    return output
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    var gradient = gradient
    for index in layers.indices.reversed() { gradient = layers[index].backward(gradient) }
    return gradient
  }

  /// Sets the gradients of all weights, and saves the product that would lead back to the input.
  mutating func learn(from gradient: Matrix) {
    var gradient = gradient
    for index in layers.indices.dropFirst().reversed() { gradient = layers[index].backward(gradient) }
    if !layers.isEmpty { layers[0].learn(from: gradient) }
  }

  func callAsFunction(_ input: Matrix) -> Matrix { layers.reduce(input) { $1($0) } }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    for index in layers.indices { layers[index].visitWeights(visit) }
  }

  mutating func visitState(_ visit: (inout [Float]) -> Void) {
    for index in layers.indices { layers[index].visitState(visit) }
  }

  var penalty: Double { layers.reduce(0) { $0 + $1.penalty } }

  var trace: [Float] { layers.flatMap(\.trace) }

  /// The dense layers, in order.
  var maps: [LinearMap] { layers.compactMap { ($0 as? Dense)?.map } }
}

extension Network {
  /// All numbers of the network, each array as a matrix of one row: weights, then state.
  var numbers: [Matrix] {
    var copy = self
    var found: [Matrix] = []
    copy.visitWeights { found.append(Matrix(row: $0.values)) }
    copy.visitState { found.append(Matrix(row: $0)) }
    return found
  }

  /// Takes over the numbers of a network with the same layers.
  ///
  /// - Throws: `LearningError.mismatch` where an array is missing, left over, or of another length; nothing is changed then.
  mutating func take(_ numbers: [Matrix]) throws(LearningError) {
    let expected = self.numbers
    guard numbers.count == expected.count else {
      throw .mismatch(what: "the arrays of the network", expected: expected.count, found: numbers.count)
    }
    for (index, (new, old)) in zip(numbers, expected).enumerated()
    where new.storage.count != old.storage.count {
      throw .mismatch(
        what: "the numbers of array \(index)", expected: old.storage.count, found: new.storage.count)
    }
    var next = numbers.makeIterator()
    visitWeights { weights in if let new = next.next() { weights.values = new.storage } }
    visitState { state in if let new = next.next() { state = new.storage } }
  }
}
