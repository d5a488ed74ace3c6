import Reliability

/// One stage of a network, a value with its weights and what the last training step left for the way back.
///
/// Rows are examples. A layer on sequences or pictures lays each example out in one row and knows its own shape. A layer
/// may keep state beside its weights (running means) and changes it only in `forward`.
protocol Layer: Sendable {
  /// The output for a training step; keeps what `backward` needs.
  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix

  /// The gradient with respect to the last `forward`'s input, from that with respect to its output. Sets the gradients of
  /// the weights (they are not added up: sum the output gradients of joint losses first).
  mutating func backward(_ gradient: Matrix) -> Matrix

  /// Sets the gradients of the weights only: for a first layer, whose input nothing asks about.
  mutating func learn(from gradient: Matrix)

  /// The output outside training: nothing drawn, nothing kept.
  func callAsFunction(_ input: Matrix) -> Matrix

  /// Shows each array of weights to an optimiser, always in the same order.
  mutating func visitWeights(_ visit: (inout Weights) -> Void)

  /// Shows each array of numbers that `forward` changes beside the weights, always in the same order.
  mutating func visitState(_ visit: (inout [Float]) -> Void)

  /// What the layer adds to the loss for its weights; `backward` adds its slope to their gradients.
  var penalty: Double { get }

  /// Numbers to follow over the epochs, such as the weights of a mixture.
  var trace: [Float] { get }
}

extension Layer {
  mutating func learn(from gradient: Matrix) { _ = backward(gradient) }
  mutating func visitWeights(_ visit: (inout Weights) -> Void) {}
  mutating func visitState(_ visit: (inout [Float]) -> Void) {}
  var penalty: Double { 0 }
  var trace: [Float] { [] }
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

  /// `count` numbers uniform in +-1 / sqrt(fan), PyTorch's first weights of `Linear` and `Conv1d` with `fan` inputs.
  init(_ count: Int, fan: Int, decays: Bool, drawing generator: inout SplitMix64) {
    let bound = 1 / Float(max(fan, 1)).squareRoot()
    self.init((0..<count).map { _ in (2 * generator.uniform() - 1) * bound }, decays: decays)
  }
}
