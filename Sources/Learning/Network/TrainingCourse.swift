/// How a training by epochs went.
public struct TrainingCourse: Codable, Sendable, Equatable {
  /// The mean training loss of each epoch, before each of its steps.
  ///
  /// Of a fusion with `softmaxWeights` the mean over parts and inner folds.
  public var losses: [Double] = []
  /// The mean loss after each epoch on examples that were left out; empty where none could be.
  public var validationLosses: [Double] = []
  /// The weights of a fusion's parts after each epoch; for a gate their mean over the examples left out, or over all.
  ///
  /// Empty for `concatenation`, and for what has no parts.
  public var weights: [[Double]] = []
  /// The number of epochs that what answers was trained for: those with the smallest validation loss.
  public var bestEpochs = 0
}

extension TrainedHead {
  /// How the training on all rows went; nil for heads that are not trained by epochs.
  public var course: TrainingCourse? {
    losses.isEmpty
      ? nil : TrainingCourse(losses: losses, validationLosses: validationLosses, bestEpochs: losses.count)
  }
}

extension TrainedRegressionNetwork {
  /// How the training on all rows went.
  public var course: TrainingCourse {
    TrainingCourse(losses: losses, validationLosses: validationLosses, bestEpochs: losses.count)
  }
}
