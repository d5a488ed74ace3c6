/// One coder of `codeframe.yaml`.
public struct CoderConfiguration: Codable, Hashable, Sendable {
  /// Unique in the study.
  public var name: String
  /// Names of the variables it answers; nil for all.
  public var variables: [String]?
  /// The column that keeps posts of one account or place in one fold.
  public var groupBy: String?
  /// What the coder's kind needs.
  public var parameters: CoderParameters

  /// A configuration.
  public init(name: String, variables: [String]? = nil, groupBy: String? = nil, parameters: CoderParameters) {
    self.name = name
    self.variables = variables
    self.groupBy = groupBy
    self.parameters = parameters
  }

  /// Name and kind.
  public var identity: CoderIdentity {
    CoderIdentity(name: name, kind: parameters.kind)
  }
}

/// The parameters of each configurable kind.
public enum CoderParameters: Codable, Hashable, Sendable {
  case probe(ProbeParameters)
  case zeroShot(ZeroShotParameters)
  case classifier(ClassifierParameters)
  case prompted(PromptedParameters)
  case ensemble(EnsembleParameters)
  case textSVM(TextSVMParameters)
  case engagement(EngagementParameters)
  case fusion(FusionParameters)
  case cluster(ClusterParameters)

  /// The kind that these parameters belong to.
  public var kind: CoderKind {
    switch self {
    case .probe: .probe
    case .zeroShot: .zeroShot
    case .classifier: .classifier
    case .prompted: .prompted
    case .ensemble: .ensemble
    case .textSVM: .textSVM
    case .engagement: .engagement
    case .fusion: .fusion
    case .cluster: .cluster
    }
  }

  /// The coder whose codings are learned from; nil where nothing is learned.
  public var learnsFrom: String? {
    switch self {
    case .probe(let probe): probe.learnsFrom
    case .zeroShot(let zeroShot): zeroShot.learns ? zeroShot.learnsFrom : nil
    case .classifier: nil
    case .prompted(let prompted): prompted.learns ? prompted.learnsFrom : nil
    case .ensemble(let ensemble): ensemble.learns ? ensemble.learnsFrom : nil
    case .textSVM(let text): text.learnsFrom
    case .engagement(let engagement): engagement.target == nil ? engagement.learnsFrom : nil
    case .fusion(let fusion): fusion.learnsFrom
    case .cluster(let cluster): cluster.naming == .gold ? cluster.learnsFrom : nil
    }
  }

  /// What of a post is looked at.
  public var uses: [PostPart] {
    switch self {
    case .probe(let probe): probe.uses
    case .zeroShot(let zeroShot): zeroShot.uses
    case .classifier: [.image]
    case .prompted(let prompted): prompted.uses
    case .ensemble: []
    case .textSVM(let text): text.uses
    case .engagement(let engagement): engagement.encoder == nil ? [] : engagement.uses
    case .fusion(let fusion): fusion.parts.flatMap(\.uses)
    case .cluster(let cluster): cluster.uses
    }
  }

  /// What is read as one text or looked at as one picture: ``uses``, or of a fusion those of each part.
  public var readings: [[PostPart]] {
    if case .fusion(let fusion) = self { fusion.parts.map(\.uses) } else { [uses] }
  }

  /// The encoders that it embeds posts with, each with what of a post it is given, in the file's order.
  public var encodings: [(encoder: EncoderChoice, uses: [PostPart])] {
    switch self {
    case .probe(let probe): [(probe.encoder, probe.uses)]
    case .zeroShot(let zeroShot): [(zeroShot.encoder, zeroShot.uses)]
    case .engagement(let engagement): engagement.encoder.map { [($0, engagement.uses)] } ?? []
    case .fusion(let fusion): fusion.parts.map { ($0.encoder, $0.uses) }
    case .cluster(let cluster): [(cluster.encoder, cluster.uses)]
    case .classifier, .prompted, .ensemble, .textSVM: []
    }
  }
}
