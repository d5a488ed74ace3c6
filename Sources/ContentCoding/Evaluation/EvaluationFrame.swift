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
  /// How alike open texts are, by variable; without it only equal ones agree.
  public var similarities: [String: TextSimilarity] = [:]
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
