/// One stage of a network, a value with its weights and what the last training step left for the way back.
///
/// Rows are examples. A layer on sequences or pictures lays each example out in one row and knows its own shape. A layer
/// may keep state beside its weights (running means) and changes it only in `forward`.
protocol Layer: Sendable {
  /// The output for a training step; keeps what `backward` needs.
  mutating func forward(_ input: Matrix, drawing generator: inout SeededGenerator) -> Matrix

  /// The gradient with respect to the last `forward`'s input, from that with respect to its output. Sets the gradients of
  /// the weights (they are not added up: sum the output gradients of joint losses first).
  mutating func backward(_ gradient: Matrix) -> Matrix

  /// The output outside training: nothing drawn, nothing kept.
  func callAsFunction(_ input: Matrix) -> Matrix

  /// Shows each array of weights to an optimiser, always in the same order.
  mutating func visitWeights(_ visit: (inout Weights) -> Void)
}

/// Numbers that training changes, and the gradient of the loss with respect to them.
struct Weights: Sendable {
  var values: [Float]
  var gradient: [Float]
  /// Whether weight decay pulls them to 0 (intercepts: no).
  var decays: Bool

  init(_ values: [Float], decays: Bool) {
    self.values = values
    gradient = [Float](repeating: 0, count: values.count)
    self.decays = decays
  }
}

/// Layers one after the other.
struct Network: Sendable {
  var layers: [any Layer]

  mutating func forward(_ input: Matrix, drawing generator: inout SeededGenerator) -> Matrix {
    var output = input
    for index in layers.indices { output = layers[index].forward(output, drawing: &generator) }
    return output
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    var gradient = gradient
    for index in layers.indices.reversed() { gradient = layers[index].backward(gradient) }
    return gradient
  }

  func callAsFunction(_ input: Matrix) -> Matrix { layers.reduce(input) { $1($0) } }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    for index in layers.indices { layers[index].visitWeights(visit) }
  }

  /// The dense layers, in order.
  var maps: [LinearMap] { layers.compactMap { ($0 as? Dense)?.map } }
}
