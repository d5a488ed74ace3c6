/// The losses of a linear model on sparse rows.
public enum SparseLoss: String, Codable, CaseIterable, Sendable {
  /// max(0, 1 - y f)^2: a linear support vector machine.
  case squaredHinge = "squared-hinge"
  /// log(1 + exp(-y f)): logistic regression.
  case logistic
}

/// What a linear model on sparse rows is trained with.
public struct SparseLinearParameters: Codable, Hashable, Sendable {
  /// The loss, y being 1 or -1 and f the margin.
  public var loss: SparseLoss
  /// What the summed loss is multiplied by: the model minimises |w|^2 / 2 + C sum loss, the intercept counted in w.
  ///
  /// Above 0; nil chooses from ``grid`` by cross-validation.
  public var c: Double?
  /// How much each example counts; `balanced` gives the yes and the no of each question the same total.
  public var classWeights: ClassWeights
  /// Starts the draw of inner folds, where none are given.
  public var seed: UInt64

  /// Parameters with the documented defaults.
  public init(
    loss: SparseLoss = .squaredHinge, c: Double? = nil, classWeights: ClassWeights = .none, seed: UInt64 = 1
  ) {
    self.loss = loss
    self.c = c
    self.classWeights = classWeights
    self.seed = seed
  }

  /// The values of C that cross-validation tries.
  public static let grid: [Double] = [0.01, 0.1, 1, 10, 100]

  /// C where nothing can be held out to choose it.
  static let fallback = 1.0

  func validate() throws(LearningError) {
    if let c, !(c > 0 && c.isFinite) { throw .parameter(name: "C", value: "\(c)", accepted: "above 0") }
  }
}
