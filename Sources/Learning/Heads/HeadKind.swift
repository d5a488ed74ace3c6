/// The light models that a probe can put on frozen embeddings.
///
/// Formulas and advice stand in `docs/probe-heads.md`.
public enum HeadKind: String, CaseIterable, Codable, Sendable {
  /// Multinomial logistic regression with an L2 penalty chosen by inner cross-validation; the default. For values, ridge.
  case logistic
  /// One dense layer trained by stochastic gradient descent, 100 epochs at 2e-3.
  case linearSGD = "linear-sgd"
  /// Dense, ReLU, dropout, dense.
  case mlp
  /// Least squares with an L2 penalty chosen by inner cross-validation; for classes, one against the rest.
  case ridge
  /// The nearest class mean by cosine.
  case prototypes
  /// The nearest examples by cosine.
  case knn

  /// Whether it is trained by mini-batches, epoch by epoch.
  public var isTrainedByEpochs: Bool { self == .linearSGD || self == .mlp }
}

/// How much each example counts.
public enum ClassWeights: String, CaseIterable, Codable, Sendable {
  /// Every example counts 1.
  case none
  /// An example of class c counts n / (K n_c): n examples, K classes that occur, n_c of them c. So every class has the
  /// same total. Tags: the two answers of each tag have the same total. Values: no effect.
  case balanced
}
