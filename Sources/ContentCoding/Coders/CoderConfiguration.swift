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

  /// The kind that these parameters belong to.
  public var kind: CoderKind {
    switch self {
    case .probe: .probe
    }
  }
}
