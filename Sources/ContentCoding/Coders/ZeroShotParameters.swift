/// The parameters of a zero-shot coder: a model that embeds pictures and phrases in one space.
public struct ZeroShotParameters: Codable, Hashable, Sendable {
  /// The encoder of the posts and of the phrases.
  public var encoder: EncoderChoice
  /// The encoder of texts in whose space pictures are put by the labels that ``encoder``, a classifier, gives them; nil where one model
  /// embeds pictures and phrases.
  public var labels: LabelWords?
  /// What posts are compared by: `image`, or text parts alone.
  public var uses: [PostPart]
  /// How several phrases of a category become one score.
  public var aggregation: PhraseAggregation
  /// How several pictures of a post become one answer.
  public var combine: CombineRule
  /// How far the best category's cosine must stand above the next, below which none of them is answered; nil for no such rule.
  public var margin: Cutoff?
  /// The category that is answered below the margin, and does not compete by phrases; nil abstains.
  public var none: String?
  /// The probability from which a boolean is `true` and a tag is given.
  public var threshold: Cutoff
  /// What cosines are multiplied by, in the place of what the catalogue says of the model.
  public var logitScale: Double?
  /// What is added after, in the place of what the catalogue says; makes every score a sigmoid of its own.
  public var logitBias: Double?
  /// `true` where the cosines of each category count in deviations from their mean over the corpus; nil, never `false`, where they do not, as
  /// what was coded before there was a choice stays up to date.
  public private(set) var balance: Bool?
  /// The coder whose codings learned cut-offs are fitted to.
  public var learnsFrom: String

  /// Parameters with the documented defaults.
  public init(
    encoder: EncoderChoice, uses: [PostPart] = [.image], aggregation: PhraseAggregation = .mean,
    combine: CombineRule = .mean, margin: Cutoff? = nil, none: String? = nil,
    threshold: Cutoff = .given(0.5), logitScale: Double? = nil, logitBias: Double? = nil,
    labels: LabelWords? = nil, balances: Bool = false, learnsFrom: String = "gold"
  ) {
    self.encoder = encoder
    self.uses = uses
    self.aggregation = aggregation
    self.combine = combine
    self.margin = margin
    self.none = none
    self.threshold = threshold
    self.logitScale = logitScale
    self.logitBias = logitBias
    self.labels = labels
    balance = balances ? true : nil
    self.learnsFrom = learnsFrom
  }

  /// Whether the cosines of each category count in deviations from their mean over the corpus.
  public var balances: Bool { balance == true }
  /// Whether something is fitted to gold codings.
  public var learns: Bool { margin == .learned || threshold == .learned || combine == .atLeastLearned }
}

/// How a classifier's labels become a picture's place among texts.
public struct LabelWords: Codable, Hashable, Sendable {
  /// The encoder of labels and phrases.
  public var texts: EncoderChoice
  /// So many of the most probable labels count, from 1.
  public var count: Int
  /// What logits are divided by, above 0.
  public var temperature: Double

  /// Labels in the space of `texts`.
  public init(texts: EncoderChoice, count: Int = 10, temperature: Double = 1) {
    self.texts = texts
    self.count = count
    self.temperature = temperature
  }
}

extension ZeroShotParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.zeroShot
  /// Whose codings a margin or a threshold is fitted to; nil where neither is.
  public var teacher: String? { learns ? learnsFrom : nil }
  /// A balance is measured over all posts.
  public var learnsFromUncodedPosts: Bool { balances }
  /// What is looked at.
  public var readings: [[PostPart]] { [uses] }
  /// The encoder, with what it is given.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] {
    [(labels.map { EncoderChoice(labelsOf: encoder, in: $0.texts) } ?? encoder, uses)]
  }
}

/// How the phrases of a category become one score.
public enum PhraseAggregation: String, Codable, CaseIterable, Sendable {
  /// The cosine to the normalised mean of the L2-normalised phrase vectors (open_clip).
  case mean
  /// The highest cosine of any phrase.
  case max
  /// A softmax over all phrases of all categories; the best phrase's category wins with its probability.
  case phrases
}

/// A number that decides between answers.
public enum Cutoff: Codable, Hashable, Sendable {
  /// As the study's file says.
  case given(Double)
  /// Fitted to gold, for each fold on the posts outside it.
  case learned
}
