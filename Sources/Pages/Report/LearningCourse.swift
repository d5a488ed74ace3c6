/// How losses, and the weights of a fusion's parts, went while a coder was trained on all gold posts.
public struct LearningCourse: Hashable, Sendable {
  /// The coder.
  public var coder: String
  /// The variable.
  public var variable: String
  /// The names of a fusion's parts; empty where there are none.
  public var parts: [String]
  /// The weights after each epoch, one for each part; empty where the parts have none.
  public var weights: [[Double]]
  /// The mean training loss of each epoch.
  public var losses: [Double]
  /// The mean loss after each epoch on posts that were left out; empty where none could be.
  public var heldOutLosses: [Double]
  /// The share of right answers in each epoch's training, 0 to 1; empty for numbers.
  public var accuracies: [Double]
  /// The same after each epoch on posts that were left out; empty where none could be.
  public var heldOutAccuracies: [Double]
  /// The epoch, from 1, whose weights and networks answer.
  public var bestEpoch: Int

  /// A course.
  public init(
    coder: String, variable: String, parts: [String], weights: [[Double]], losses: [Double],
    heldOutLosses: [Double], accuracies: [Double] = [], heldOutAccuracies: [Double] = [], bestEpoch: Int
  ) {
    self.coder = coder
    self.variable = variable
    self.parts = parts
    self.weights = weights
    self.losses = losses
    self.heldOutLosses = heldOutLosses
    self.accuracies = accuracies
    self.heldOutAccuracies = heldOutAccuracies
    self.bestEpoch = bestEpoch
  }

  /// The weights after the best epoch, one for each part; nil where there are none.
  var bestWeights: [Double]? {
    guard weights.indices.contains(bestEpoch - 1) else { return nil }
    let best = weights[bestEpoch - 1]
    return best.count == parts.count ? best : nil
  }
}
