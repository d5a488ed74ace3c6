import Learning

/// The parameters of a probe.
public struct ProbeParameters: Codable, Hashable, Sendable {
  /// The encoder of the posts.
  public var encoder: EncoderChoice
  /// What is embedded: `image`, or text parts alone.
  public var uses: [PostPart]
  /// The light model on top.
  public var head: HeadKind
  /// The coder whose codings are learnt from.
  public var learnsFrom: String
  /// How several pictures of a post become one answer.
  public var combine: CombineRule
  /// Whether rare categories weigh as much as frequent ones.
  public var classWeights: ClassWeights
  /// Changed copies of the pictures that are learned from; nil for none.
  public var augmentation: AugmentationParameters?

  /// Parameters with the documented defaults.
  public init(
    encoder: EncoderChoice = "seedling-64", uses: [PostPart] = [.image], head: HeadKind = .logistic,
    learnsFrom: String = "gold", combine: CombineRule = .mean, classWeights: ClassWeights = .none,
    augmentation: AugmentationParameters? = nil
  ) {
    self.encoder = encoder
    self.uses = uses
    self.head = head
    self.learnsFrom = learnsFrom
    self.combine = combine
    self.classWeights = classWeights
    self.augmentation = augmentation
  }
}

extension ProbeParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.probe
  /// Whose codings the head learns.
  public var teacher: String? { learnsFrom }
  /// What is looked at.
  public var readings: [[PostPart]] { [uses] }
  /// The encoder, with what it is given.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { [(encoder, uses)] }
}
