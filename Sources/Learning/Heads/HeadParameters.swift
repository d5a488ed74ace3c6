/// What a head is trained with.
///
/// The defaults suit 50 to 5,000 examples of 64 to 1,536 dimensions.
///
/// A parameter that a head does not name in its description has no effect on it.
public struct HeadParameters: Codable, Hashable, Sendable {
  /// The model.
  public var kind: HeadKind
  /// Starts every draw: inner folds, first weights, the order of examples, dropout.
  public var seed: UInt64
  /// How much each example counts (all but `prototypes`).
  public var classWeights: ClassWeights
  /// The penalty lambda > 0 on weights of standardised features, per example: mean loss + lambda / 2 |W|^2.
  ///
  /// `logistic`, `ridge`: nil chooses from `l2Grid` by inner cross-validation. In scikit-learn's terms C = 1 / (lambda n)
  /// and alpha = lambda n. `linear-sgd` and `mlp`: the weight decay; nil is 0 and 0.01.
  public var l2: Double?
  /// Units of the hidden layer (`mlp`).
  public var hiddenUnits: Int
  /// Passes over the examples (`linear-sgd`; `mlp`: at most, see `patience`).
  public var epochs: Int
  /// The step size (`linear-sgd`, `mlp`).
  public var learningRate: Float
  /// The momentum of gradient descent in [0, 1) (`linear-sgd`).
  public var momentum: Float
  /// The share of hidden units left out of a training step, in [0, 1) (`mlp`).
  public var dropout: Float
  /// Examples a step (`linear-sgd`, `mlp`).
  public var batchSize: Int
  /// Epochs without a better loss on the validation part before training ends; nil trains all `epochs` (`mlp`).
  public var patience: Int?
  /// How many examples answer; all, where there are fewer (`knn`).
  public var neighbours: Int

  /// Makes the parameters of a head, by default those of its kind.
  ///
  /// A learning rate of nil is 2e-3 for `linear-sgd` and 1e-3 for the others.
  public init(
    kind: HeadKind = .logistic, seed: UInt64 = 1, classWeights: ClassWeights = .none, l2: Double? = nil,
    hiddenUnits: Int = 256, epochs: Int = 100, learningRate: Float? = nil, momentum: Float = 0.9,
    dropout: Float = 0.2, batchSize: Int = 32, patience: Int? = 10, neighbours: Int = 10
  ) {
    self.kind = kind
    self.seed = seed
    self.classWeights = classWeights
    self.l2 = l2
    self.hiddenUnits = hiddenUnits
    self.epochs = epochs
    self.learningRate = learningRate ?? (kind == .linearSGD ? 2e-3 : 1e-3)
    self.momentum = momentum
    self.dropout = dropout
    self.batchSize = batchSize
    self.patience = patience
    self.neighbours = neighbours
  }

  /// The penalties tried by inner cross-validation: 10 values from 100 down to 1e-4, equally spaced in the logarithm.
  public static let l2Grid: [Double] = [
    100, 21.544346900318843, 4.641588833612779, 1, 0.21544346900318834, 0.046415888336127774, 0.01,
    0.0021544346900318843, 0.00046415888336127773, 0.0001,
  ]

  /// The penalty where nothing can be held out to choose one: fewer than two examples or a single inner fold.
  static let fallbackL2 = 1.0

  func validate() throws(LearningError) {
    if let l2, !(l2 > 0 && l2.isFinite) { throw .parameter(name: "L2", value: "\(l2)", accepted: "above 0") }
    try require("hidden units", hiddenUnits, in: 1...65_536)
    try require("epochs", epochs, in: 1...1_000_000)
    try require("batch size", batchSize, in: 1...1_000_000)
    try require("neighbours", neighbours, in: 1...1_000_000)
    if let patience { try require("patience", patience, in: 1...1_000_000) }
    guard learningRate > 0, learningRate.isFinite else {
      throw .parameter(name: "the learning rate", value: "\(learningRate)", accepted: "above 0")
    }
    for (name, share) in [("momentum", momentum), ("dropout", dropout)] where !(0..<1).contains(share) {
      throw .parameter(name: name, value: "\(share)", accepted: "0 to below 1")
    }
  }

  private func require(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(LearningError) {
    guard range.contains(value) else {
      throw .parameter(
        name: name, value: "\(value)", accepted: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
