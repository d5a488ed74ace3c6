import Foundation

/// Posts parted by likeness, without labels: the result of one run of `codeframe cluster`.
public struct Clustering: Hashable, Sendable {
  /// The name; unique in the study.
  public var name: String
  /// The id of the run that made it.
  public var run: String
  /// How it was made.
  public var recipe: ClusteringRecipe
  /// What is known of it as a whole.
  public var figures: ClusteringFigures
  /// Where each post lies, by id; posts without an embedding are left out.
  public var places: [String: Place]
  /// When it was made, in UTC.
  public var madeAt: Date

  /// A clustering.
  public init(
    name: String, run: String, recipe: ClusteringRecipe, figures: ClusteringFigures,
    places: [String: Place], madeAt: Date
  ) {
    self.name = name
    self.run = run
    self.recipe = recipe
    self.figures = figures
    self.places = places
    self.madeAt = madeAt
  }

  /// Where one post lies.
  public struct Place: Hashable, Sendable {
    /// The cluster's number from 0, the largest cluster first; nil where the post lies in none.
    public var cluster: Int?
    /// The distance to the cluster's centre in the space that was clustered; nil where the post lies in none.
    public var distance: Double?
    /// The silhouette in that space, from -1 to 1; nil where it is not known.
    public var silhouette: Double?

    /// A place.
    public init(cluster: Int?, distance: Double? = nil, silhouette: Double? = nil) {
      self.cluster = cluster
      self.distance = distance
      self.silhouette = silhouette
    }
  }

  /// How many clusters there are.
  public var count: Int { (places.values.compactMap(\.cluster).max() ?? -1) + 1 }

  /// The ids of each cluster's posts, sorted; empty for a number that no post has.
  public var members: [[String]] {
    var members = [[String]](repeating: [], count: count)
    for (post, place) in places { if let cluster = place.cluster { members[cluster].append(post) } }
    return members.map { $0.sorted() }
  }
}

/// What is known of a clustering as a whole.
public struct ClusteringFigures: Codable, Hashable, Sendable {
  /// The mean silhouette over the posts that lie in a cluster; nil where it is undefined.
  public var silhouette: Double?
  /// How many posts the silhouette was computed from; nil for all.
  public var silhouetteSample: Int?
  /// The sum of squared distances to the centres; nil where there are no centres.
  public var inertia: Double?
  /// The mean adjusted Rand index between this clustering and clusterings of resamples; nil where not asked for.
  public var stability: Double?
  /// The numbers of clusters that were tried.
  public var tried: [TriedCount]
  /// The rounds of iterative k-means.
  public var rounds: [Round]

  /// Figures; what is left out is not known.
  public init(
    silhouette: Double? = nil, silhouetteSample: Int? = nil, inertia: Double? = nil,
    stability: Double? = nil, tried: [TriedCount] = [], rounds: [Round] = []
  ) {
    self.silhouette = silhouette
    self.silhouetteSample = silhouetteSample
    self.inertia = inertia
    self.stability = stability
    self.tried = tried
    self.rounds = rounds
  }

  /// One number of clusters that was tried.
  public struct TriedCount: Codable, Hashable, Sendable {
    /// The number.
    public var clusters: Int
    /// The sum of squared distances to the centres.
    public var inertia: Double
    /// The mean silhouette; nil where it is undefined.
    public var silhouette: Double?
    /// The mean adjusted Rand index over resamples; nil where not asked for.
    public var stability: Double?
    /// Whether the curve of inertia bends here most.
    public var isElbow: Bool

    /// A try.
    public init(
      clusters: Int, inertia: Double, silhouette: Double?, stability: Double? = nil, isElbow: Bool = false
    ) {
      self.clusters = clusters
      self.inertia = inertia
      self.silhouette = silhouette
      self.stability = stability
      self.isElbow = isElbow
    }
  }

  /// One round of iterative k-means.
  public struct Round: Codable, Hashable, Sendable {
    /// The number of clusters that the round fitted.
    public var clusters: Int
    /// How many of them were cohesive and left the pool.
    public var kept: Int
    /// How many posts were left after it.
    public var left: Int

    /// A round.
    public init(clusters: Int, kept: Int, left: Int) {
      self.clusters = clusters
      self.kept = kept
      self.left = left
    }
  }
}
