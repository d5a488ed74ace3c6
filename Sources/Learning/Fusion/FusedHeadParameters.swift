/// How the parts of an example become one answer.
///
/// Formulas and advice stand in `docs/fusion.md`.
public enum FusionRule: String, Codable, CaseIterable, Sendable {
  /// One network on all parts, one after the other.
  case concatenation
  /// A network for each part; the weights of their calibrated log-probabilities are a softmax, fitted to examples that
  /// the networks did not learn from.
  case softmaxWeights
  /// A network for each part, and weights learned with them under a penalty for leaving the simplex.
  case penalisedWeights
  /// A network for each part, and one that weighs them anew for each example.
  case gate
}

/// What a fused head is trained with.
public struct FusedHeadParameters: Codable, Hashable, Sendable {
  /// How parts become one answer.
  public var rule: FusionRule
  /// Starts every draw.
  public var seed: UInt64
  /// How much each example counts.
  public var classWeights: ClassWeights
  /// Units of each hidden layer.
  public var hiddenUnits: Int
  /// The share of hidden units left out of a training step, in [0, 1).
  public var dropout: Float
  /// Passes over the examples, at most; nil takes 10 for `penalisedWeights`, as in the study, else as many as make 3,000
  /// steps, from 10 to 100.
  public var epochs: Int?
  /// Examples a step.
  public var batchSize: Int
  /// The penalty's factor lambda >= 0 (`penalisedWeights`).
  public var lambda: Float
  /// Epochs without a better validation loss before training ends (`concatenation`, `gate`).
  public var patience: Int

  /// Makes the parameters of a head; a batch size of nil is 64 for `penalisedWeights`, as in the study, else 32.
  public init(
    rule: FusionRule = .softmaxWeights, seed: UInt64 = 1, classWeights: ClassWeights = .none,
    hiddenUnits: Int = 512, dropout: Float = 0.2, epochs: Int? = nil, batchSize: Int? = nil,
    lambda: Float = 0.1, patience: Int = 10
  ) {
    self.rule = rule
    self.seed = seed
    self.classWeights = classWeights
    self.hiddenUnits = hiddenUnits
    self.dropout = dropout
    self.epochs = epochs
    self.batchSize = batchSize ?? (rule == .penalisedWeights ? 64 : 32)
    self.lambda = lambda
    self.patience = patience
  }

  func validate() throws(LearningError) {
    for (name, value) in [("hidden units", hiddenUnits), ("epochs", epochs ?? 1), ("patience", patience)]
    where !(1...65_536).contains(value) {
      throw .parameter(name: name, value: "\(value)", accepted: "1 to 65536")
    }
    guard (1...1_000_000).contains(batchSize) else {
      throw .parameter(name: "batch size", value: "\(batchSize)", accepted: "1 to 1000000")
    }
    guard (0..<1).contains(dropout) else {
      throw .parameter(name: "dropout", value: "\(dropout)", accepted: "0 to below 1")
    }
    guard lambda >= 0, lambda.isFinite else {
      throw .parameter(name: "lambda", value: "\(lambda)", accepted: "0 or above")
    }
  }

  /// Passes over `rows` examples.
  func epochs(rows: Int) -> Int {
    if let epochs { return epochs }
    let steps = max((rows + batchSize - 1) / batchSize, 1)
    return rule == .penalisedWeights ? 10 : min(max(3_000 / steps, 10), 100)
  }

  var optimiser: Optimiser {
    rule == .penalisedWeights
      ? .sgd(rate: 0.1, momentum: 0.5, decay: 0) : .adamW(rate: 1e-3, decay: 0.01)
  }
}
