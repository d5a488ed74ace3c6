/// One coder of `codeframe.yaml`.
public struct CoderConfiguration: Equatable, Sendable {
  /// Unique in the study.
  public var name: String
  /// Names of the variables it answers; nil for all.
  public var variables: [String]?
  /// The column that keeps posts of one account or place in one fold.
  public var groupBy: String?
  /// What the coder's kind needs.
  public var parameters: any CoderParameters

  /// A configuration.
  public init(
    name: String, variables: [String]? = nil, groupBy: String? = nil, parameters: any CoderParameters
  ) {
    self.name = name
    self.variables = variables
    self.groupBy = groupBy
    self.parameters = parameters
  }

  /// Name and kind.
  public var identity: CoderIdentity {
    CoderIdentity(name: name, kind: parameters.kind)
  }

  /// Whether two configurations say the same.
  public static func == (one: CoderConfiguration, other: CoderConfiguration) -> Bool {
    one.name == other.name && one.variables == other.variables && one.groupBy == other.groupBy
      && one.parameters.isEqual(to: other.parameters)
  }
}
