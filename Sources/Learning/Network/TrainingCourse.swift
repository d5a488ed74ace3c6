/// How a training by epochs went.
public struct TrainingCourse: Codable, Sendable, Equatable {
  /// The mean training loss of each epoch, before each of its steps.
  ///
  /// Of a fusion with `softmaxWeights` the mean over parts and inner folds.
  public var losses: [Double] = []
  /// The mean loss after each epoch on examples that were left out; empty where none could be.
  public var validationLosses: [Double] = []
  /// The share of right answers, 0 to 1, in each epoch's training, before each of its steps; of tags, of each yes and no.
  ///
  /// Empty for numbers, for what was trained before accuracies were kept, and where parts are trained apart.
  public var accuracies: [Double] = []
  /// The same after each epoch on the examples that were left out.
  public var validationAccuracies: [Double] = []
  /// The weights of a fusion's parts after each epoch; for a gate their mean over the examples left out, or over all.
  ///
  /// Empty for `concatenation`, and for what has no parts.
  public var weights: [[Double]] = []
  /// The number of epochs that what answers was trained for: those with the smallest validation loss.
  public var bestEpochs = 0

  init() {}

  /// The course of a network, whose parts had these `weights`.
  init(_ course: Trainer.Course, weights: [[Double]] = []) {
    losses = course.losses
    validationLosses = course.validationLosses
    accuracies = course.accuracies
    validationAccuracies = course.validationAccuracies
    self.weights = weights
    bestEpochs = course.bestEpochs
  }

  /// The course of a training on all rows for the number of epochs that `search`, which left some out, found best.
  init(_ whole: Trainer.Course, after search: Trainer.Course?) {
    self.init(whole)
    validationLosses = search?.validationLosses ?? []
    validationAccuracies = search?.validationAccuracies ?? []
    bestEpochs = whole.losses.count
  }

  private enum CodingKeys: CodingKey {
    case losses, validationLosses, accuracies, validationAccuracies, weights, bestEpochs
  }

  /// Reads what was written, also before accuracies were kept.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    losses = try container.decode([Double].self, forKey: .losses)
    validationLosses = try container.decode([Double].self, forKey: .validationLosses)
    accuracies = try container.decodeIfPresent([Double].self, forKey: .accuracies) ?? []
    validationAccuracies = try container.decodeIfPresent([Double].self, forKey: .validationAccuracies) ?? []
    weights = try container.decodeIfPresent([[Double]].self, forKey: .weights) ?? []
    bestEpochs = try container.decode(Int.self, forKey: .bestEpochs)
  }
}
