/// A head that has learned: all that is needed to answer for new features, and to say how it came about.
///
/// Made by `train(_:target:parameters:innerFolds:)`. As JSON the numbers are base64 of little-endian floats, exactly; a
/// file whose parts do not fit together is a `DecodingError`, never a crash later.
public struct TrainedHead: Sendable {
  /// What it was trained with.
  public let parameters: HeadParameters
  /// The penalty used by `logistic` and `ridge`, given or chosen by inner cross-validation; nil for the others.
  public let chosenL2: Double?
  /// The mean held-out loss for each value of `HeadParameters.l2Grid` where inner cross-validation chose (cross-entropy, or
  /// half the squared error for `ridge`); else empty.
  public let heldOutLosses: [Double]
  /// How the training on all rows went, of `linear-sgd` and `mlp`; nil for heads that are not trained by epochs.
  ///
  /// What was left out is of `mlp` with `patience`, where something could be; the head itself was then trained on all rows
  /// for the best number of epochs.
  public let course: TrainingCourse?
  /// Divides the logits in `probabilities`; 1 unless set.
  ///
  /// See `TemperatureScaling`.
  public var temperature: Float = 1

  let shape: LearningTarget.Shape
  let dimensions: Int
  let body: any HeadBody

  /// How a head came about, beside its numbers.
  struct History: Sendable {
    var chosenL2: Double?
    var heldOutLosses: [Double] = []
    var course: TrainingCourse?
  }

  init(
    _ body: any HeadBody, parameters: HeadParameters, shape: LearningTarget.Shape, dimensions: Int,
    history: History
  ) {
    self.body = body
    self.parameters = parameters
    self.shape = shape
    self.dimensions = dimensions
    chosenL2 = history.chosenL2
    heldOutLosses = history.heldOutLosses
    course = history.course
  }

  /// The number of columns that features must have.
  public var featureCount: Int { dimensions }

  /// The number of columns of `decision`: the classes or tags, or 1 for values.
  public var outputCount: Int { shape.outputs }
}

extension TrainedHead: Equatable {
  /// Whether all numbers are the same.
  public static func == (one: TrainedHead, other: TrainedHead) -> Bool {
    one.parameters == other.parameters && one.chosenL2 == other.chosenL2
      && one.heldOutLosses == other.heldOutLosses && one.course == other.course
      && one.temperature == other.temperature
      && one.shape == other.shape && one.dimensions == other.dimensions && one.body.equals(other.body)
  }
}
