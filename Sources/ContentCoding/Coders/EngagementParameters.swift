/// The parameters of an engagement coder: a regression of a number, such as likes, on what is known of a post.
public struct EngagementParameters: Codable, Hashable, Sendable {
  /// The regression.
  public var model: EngagementModel
  /// The scale on which `ridge` and `network` learn.
  public var scale: EngagementScale
  /// The encoder of the posts; nil where nothing is embedded.
  public var encoder: EncoderChoice?
  /// What is embedded: `image`, or text parts alone.
  public var uses: [PostPart]
  /// Counts and further columns of the imported table, by name; `author` is the account.
  public var columns: [String]
  /// The coders whose answers to other variables are features.
  public var codings: [String]
  /// Whether the hour of the day and the day of the week are features.
  public var time: Bool
  /// The count of the posts that is the truth; nil where it is the codings of ``learnsFrom``.
  public var target: String?
  /// The coder whose codings are learned from where there is no ``target``.
  public var learnsFrom: String
  /// How many posts are learned from at most, where there is a ``target``.
  public var examples: Int

  /// Parameters with the documented defaults.
  public init(
    model: EngagementModel = .ridge, scale: EngagementScale = .log,
    encoder: EncoderChoice? = "seedling-64", uses: [PostPart] = [.image], columns: [String] = [],
    codings: [String] = [], time: Bool = true, target: String? = nil, learnsFrom: String = "gold",
    examples: Int = 10_000
  ) {
    self.model = model
    self.scale = scale
    self.encoder = encoder
    self.uses = uses
    self.columns = columns
    self.codings = codings
    self.time = time
    self.target = target
    self.learnsFrom = learnsFrom
    self.examples = examples
  }
}

extension EngagementParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.engagement
  /// Whose numbers are learned; nil where a count of the posts is.
  public var teacher: String? { target == nil ? learnsFrom : nil }
  /// What is looked at.
  public var readings: [[PostPart]] { [encoder == nil ? [] : uses] }
  /// The encoder, with what it is given.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { encoder.map { [($0, uses)] } ?? [] }
  /// The coders whose codings are predictors.
  public var namedSources: [String] { codings }
  /// The count that is learned.
  public var countTarget: String? { target }
  /// Nearly every post has a count.
  public var learnsFromUncodedPosts: Bool { true }
}

/// Regressions of a number.
public enum EngagementModel: String, Codable, CaseIterable, Sendable {
  /// Least squares with an L2 penalty.
  case ridge
  /// Poisson regression with an L2 penalty.
  case poisson
  /// Negative binomial regression (NB2) with an L2 penalty.
  case negativeBinomial = "negative-binomial"
  /// A small network with a convolution, batch norm and a dense layer, which may learn a category with the number.
  case network

  /// Whether it is trained by mini-batches, epoch by epoch.
  public var isTrainedByEpochs: Bool { self == .network }
}

/// Scales on which a number is learned.
public enum EngagementScale: String, Codable, CaseIterable, Sendable {
  /// ln(1 + y): twice as many counts the same for small and for large numbers.
  case log
  /// The number itself.
  case count
}

extension StudyConfiguration {
  /// For each variable whose truth is a count of the posts, that count: the target of the coder that answers it, of several
  /// the first.
  public var countTargets: [String: String] {
    var targets: [String: String] = [:]
    for coder in coders {
      guard let count = coder.parameters.countTarget else { continue }
      for variable in variables(of: coder)
      where variable.type == .number && targets[variable.name] == nil {
        targets[variable.name] = count
      }
    }
    return targets
  }
}
