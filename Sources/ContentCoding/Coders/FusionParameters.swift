import Learning

/// The parameters of a fusion: a small network on several embeddings of a post.
public struct FusionParameters: Codable, Hashable, Sendable {
  /// What is joined, two parts or more, each under a name of its own.
  public var parts: [FusionPart]
  /// How the parts become one answer.
  public var way: FusionWay
  /// How many units each hidden layer has.
  public var hiddenUnits: Int
  /// The coder whose codings are learned from.
  public var learnsFrom: String
  /// Whether rare categories weigh as much as frequent ones.
  public var classWeights: ClassWeights

  /// Parameters with the documented defaults.
  public init(
    parts: [FusionPart], way: FusionWay = .weighted(.softmax), hiddenUnits: Int = 512,
    learnsFrom: String = "gold", classWeights: ClassWeights = .none
  ) {
    self.parts = parts
    self.way = way
    self.hiddenUnits = hiddenUnits
    self.learnsFrom = learnsFrom
    self.classWeights = classWeights
  }

  /// How many units a hidden layer may have.
  public static let unitLimit = 8192
  /// How many parts may be joined.
  public static let partLimit = 8
  /// The penalty's factor where none is given: the smaller of the study's.
  public static let usualLambda = 0.1
}

extension FusionParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.fusion
  /// Whose codings are learned.
  public var teacher: String? { learnsFrom }
  /// What is looked at.
  public var readings: [[PostPart]] { parts.map(\.uses) }
  /// The encoders of the parts, each with what it is given.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { parts.map { ($0.encoder, $0.uses) } }
}

/// One embedding of a post that is joined with others.
public struct FusionPart: Codable, Hashable, Sendable {
  /// What the part is called in weights and reports.
  public var name: String
  /// The encoder.
  public var encoder: EncoderChoice
  /// What is embedded: `image`, or text parts alone.
  public var uses: [PostPart]

  /// A part.
  public init(name: String, encoder: EncoderChoice, uses: [PostPart]) {
    self.name = name
    self.encoder = encoder
    self.uses = uses
  }
}

/// How the parts of a fusion become one answer.
public enum FusionWay: Codable, Hashable, Sendable {
  /// One network on all embeddings, one after the other.
  case concat
  /// A network for each part, and a weight for each.
  case weighted(FusionWeights)
  /// A network for each part, and one that weighs them anew for each post.
  case gated

  /// The word in `codeframe.yaml`.
  public var text: String {
    switch self {
    case .concat: "concat"
    case .weighted: "weighted"
    case .gated: "gated"
    }
  }
}

/// How the weights of a fusion are kept positive and made to sum to 1.
public enum FusionWeights: Codable, Hashable, Sendable {
  /// They are a softmax, on calibrated log-probabilities.
  case softmax
  /// They are free, and what leaves the simplex costs `lambda` times as much.
  case penalty(lambda: Double)
}
