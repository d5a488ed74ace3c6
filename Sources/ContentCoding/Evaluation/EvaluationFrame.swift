import Reliability

/// Which posts an evaluation speaks of, and what each of them stands for.
public struct EvaluationFrame: Sendable {
  /// The posts that count; nil for all.
  public var posts: Set<String>?
  /// The inverse inclusion probability of each post; nil where no sample stored any.
  public var weights: [String: Double]?
  /// What keeps posts together when they are resampled: the account, the post that a picture is part of.
  public var groups: [String: String]?
  /// The account of each post, for the baseline of numbers; nil where none is known.
  public var accounts: [String: String]?
  /// How intervals are resampled.
  public var bootstrap: Bootstrap

  /// A frame.
  public init(
    posts: Set<String>? = nil, weights: [String: Double]? = nil, groups: [String: String]? = nil,
    accounts: [String: String]? = nil, bootstrap: Bootstrap = Bootstrap()
  ) {
    self.posts = posts
    self.weights = weights
    self.groups = groups
    self.accounts = accounts
    self.bootstrap = bootstrap
  }

  func contains(_ id: String) -> Bool {
    posts?.contains(id) ?? true
  }
}

/// One coder's codings of one variable.
public struct VariableCodings: Sendable {
  /// Who coded.
  public let coder: CoderIdentity
  /// The coding of each post, by id.
  public let codings: [String: Coding]

  /// Codings of one variable; of several for one post the last counts.
  public init(coder: CoderIdentity, codings: some Sequence<Coding>) {
    self.coder = coder
    self.codings = Dictionary(codings.map { ($0.postID, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// Codings of one variable, one for each post.
  public init(coder: CoderIdentity, byPost codings: [String: Coding]) {
    self.coder = coder
    self.codings = codings
  }

  /// US dollars that a thousand answers have cost, over those of a known price; nil where there are none.
  var costPerThousand: Double? {
    let costs = codings.values.compactMap(\.answer.wholeCost).sorted()
    return costs.isEmpty ? nil : 1000 * costs.reduce(0, +) / Double(costs.count)
  }
}
