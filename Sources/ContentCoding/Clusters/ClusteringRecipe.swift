/// How posts are clustered: everything but the posts themselves that decides what comes of it.
public struct ClusteringRecipe: Codable, Hashable, Sendable {
  /// The encoder of the posts.
  public var encoder: EncoderChoice
  /// What is embedded: `image`, or text parts alone.
  public var uses: [PostPart]
  /// What becomes of the L2-normalised embeddings before they are clustered.
  public var reduction: Reduction
  /// How clusters are found.
  public var method: ClusteringMethod
  /// From which all chance derives.
  public var seed: UInt64

  /// A recipe.
  public init(
    encoder: EncoderChoice, uses: [PostPart] = [.image], reduction: Reduction = .none,
    method: ClusteringMethod, seed: UInt64 = 1
  ) {
    self.encoder = encoder
    self.uses = uses
    self.reduction = reduction
    self.method = method
    self.seed = seed
  }

  /// Fewer dimensions before clustering.
  public enum Reduction: Codable, Hashable, Sendable {
    /// The embeddings as they are.
    case none
    /// Their first principal components.
    case pca(dimensions: Int)
    /// UMAP coordinates of cosine distances.
    case umap(dimensions: Int, neighbours: Int)
  }
}

/// A way to find clusters, with its parameters.
public enum ClusteringMethod: Codable, Hashable, Sendable {
  /// k-means with a number of clusters, or the best of a range of numbers by mean silhouette.
  case kmeans(clusters: ClosedRange<Int>)
  /// Iterative k-means: cohesive clusters are taken out round by round.
  case iterative(IterativeClustering)
  /// Density clusters of any shape; what lies in none is left over.
  case hdbscan(minimumSize: Int, minimumSamples: Int?)

  /// The written name: `kmeans`, `iterative` or `hdbscan`.
  public var name: String {
    switch self {
    case .kmeans: "kmeans"
    case .iterative: "iterative"
    case .hdbscan: "hdbscan"
    }
  }
}

/// The numbers of iterative k-means, with the workshop's as defaults.
public struct IterativeClustering: Codable, Hashable, Sendable {
  /// How many posts a round draws to choose its number of clusters.
  public var sample: Int
  /// By how much the number of clusters grows from try to try.
  public var step: Int
  /// How many tries are averaged to see whether the fit still improves.
  public var window: Int
  /// The mean silhouette over which a cluster is cohesive.
  public var cohesion: Double
  /// It ends when so many posts or fewer are left.
  public var leftover: Int

  /// The parameters.
  public init(
    sample: Int = 1000, step: Int = 5, window: Int = 3, cohesion: Double = 0.04, leftover: Int = 20
  ) {
    self.sample = sample
    self.step = step
    self.window = window
    self.cohesion = cohesion
    self.leftover = leftover
  }
}
