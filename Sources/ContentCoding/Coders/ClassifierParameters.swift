/// The parameters of a classifier: a model with labels of its own, mapped to the codebook's.
public struct ClassifierParameters: Codable, Hashable, Sendable {
  /// The model.
  public var model: EncoderChoice
  /// The model's labels that stand for each label of the variable.
  public var labels: [String: [String]]
  /// How several pictures of a post become one answer.
  public var combine: CombineRule
  /// The probability that the mapped labels must have together, below which none of them is answered.
  public var minimum: Double
  /// The category that is answered below ``minimum``; nil abstains.
  public var none: String?

  /// Parameters with the documented defaults.
  public init(
    model: EncoderChoice, labels: [String: [String]], combine: CombineRule = .mean, minimum: Double = 0.5,
    none: String? = nil
  ) {
    self.model = model
    self.labels = labels
    self.combine = combine
    self.minimum = minimum
    self.none = none
  }
}

extension ClassifierParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.classifier
  /// It learns nothing.
  public var teacher: String? { nil }
  /// What is looked at.
  public var readings: [[PostPart]] { [[.image]] }
}
