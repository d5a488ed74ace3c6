/// The parameters of a cluster coder.
public struct ClusterParameters: Codable, Hashable, Sendable {
  /// The encoder of the posts.
  public var encoder: EncoderChoice
  /// What is embedded: `image`, or text parts alone; empty where ``descriptions`` names a coder.
  public var uses: [PostPart]
  /// A prompted coder whose descriptions of the posts are embedded in the place of ``uses``; nil for none.
  public var descriptions: String?
  /// What becomes of the embeddings before they are clustered.
  public var reduction: ClusteringRecipe.Reduction
  /// How clusters are found.
  public var method: ClusteringMethod
  /// How a cluster gets one of the codebook's categories.
  public var naming: ClusterNaming
  /// The coder whose codings name clusters, where ``naming`` is ``ClusterNaming/gold``.
  public var learnsFrom: String
  /// How many of the most typical members are looked at to name a cluster.
  public var typical: Int

  /// Parameters with the documented defaults.
  public init(
    encoder: EncoderChoice = "seedling-64", uses: [PostPart] = [.image], descriptions: String? = nil,
    reduction: ClusteringRecipe.Reduction = .none, method: ClusteringMethod = .kmeans(clusters: 20...20),
    naming: ClusterNaming = .gold, learnsFrom: String = "gold", typical: Int = 10
  ) {
    self.encoder = encoder
    self.uses = uses
    self.descriptions = descriptions
    self.reduction = reduction
    self.method = method
    self.naming = naming
    self.learnsFrom = learnsFrom
    self.typical = typical
  }

  /// The column that stands for the description of a post where it is embedded.
  public static let descriptionColumn = "description"

  /// What of a post is embedded, with its description as a column of that name.
  public var embedded: [PostPart] {
    descriptions == nil ? uses : [.column(Self.descriptionColumn)]
  }
}

extension ClusterParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.cluster
  /// Whose codings name the clusters; nil where something else does.
  public var teacher: String? { naming == .gold ? learnsFrom : nil }
  /// What is looked at.
  public var readings: [[PostPart]] { [uses] }
  /// The encoder, with what it is given.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] { [(encoder, uses)] }
}

/// Who gives a cluster its category.
public enum ClusterNaming: Codable, Hashable, Sendable {
  /// The majority of the gold codings of its members; for gold posts of those outside their own fold.
  case gold
  /// The typical members' texts: each votes for the category whose definition is nearest in the encoder's space.
  case zeroShot(encoder: EncoderChoice, texts: [PostPart])
  /// The typical members' texts: each votes for the category that the language model answers.
  case flanT5(model: EncoderChoice, texts: [PostPart])
  /// The majority of what another coder, such as a prompted one, says of the typical members.
  case coder(String)
  /// A person, who wrote the category of each cluster's number down.
  case person([Int: String])

  /// The written name in `codeframe.yaml`.
  public var name: String {
    switch self {
    case .gold: "gold"
    case .zeroShot: "zero-shot"
    case .flanT5: "flan-t5"
    case .coder: "coder"
    case .person: "person"
    }
  }
}
