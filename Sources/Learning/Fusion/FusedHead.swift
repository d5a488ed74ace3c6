/// A head on several parts that has learned; a part of an example may be missing.
///
/// Made by `train(_:target:parameters:innerFolds:threads:)`. As JSON the numbers are base64 of little-endian floats,
/// exactly; a file whose parts do not fit together is a `DecodingError`, never a crash later.
public struct FusedHead: Sendable, Equatable {
  /// What it was trained with.
  public let parameters: FusedHeadParameters
  /// How training went.
  public let course: TrainingCourse
  /// The parts that at least one example had; of the others nothing was learned, and they are passed over.
  public let knownParts: [Bool]
  /// Divides the logits in `probabilities`; 1 unless set.
  public var temperature: Float = 1

  let shape: LearningTarget.Shape
  let layout: PartLayout
  let standardisers: [Standardiser]
  /// The outputs that were learned, and the answers of the others.
  let learned: [Int]
  let constants: [Float]
  let scale: ValueScale
  let body: Body

  /// The learned numbers; maps have a ReLU between them.
  enum Body: Codable, Sendable, Equatable {
    /// Nothing varied, so nothing was learned.
    case constant
    case concatenated([LinearMap])
    /// `pooled`: the weights are shared out anew among the parts that an example has.
    case weighted(branches: [[LinearMap]], weights: [Float], temperatures: [Float], pooled: Bool)
    case gated(branches: [[LinearMap]], gate: [LinearMap])
  }

  /// The length of each part's vectors.
  public var widths: [Int] { layout.widths }

  /// The number of columns of `decision`: the classes or tags, or 1 for values.
  public var outputCount: Int { shape.outputs }

  /// The weights of the parts, where they are the same for every example: sum to 1 but for `penalisedWeights`, where they
  /// only nearly do.
  public var weights: [Double]? {
    if case .weighted(_, let weights, _, _) = body { weights.map(Double.init) } else { nil }
  }
}
