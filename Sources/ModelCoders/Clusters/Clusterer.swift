import ContentCoding
import Learning

/// Clusters posts as a recipe says.
///
/// The posts are sorted by id and all chance derives from the recipe's seed, so that equal posts give equal clusters.
public struct Clusterer: Sendable {
  let recipe: ClusteringRecipe
  private let threads: Int
  private let say: @Sendable (String) -> Void

  /// A clusterer.
  ///
  /// - Parameters:
  ///   - recipe: how posts are clustered.
  ///   - threads: how many share the work; changes nothing in what comes of it.
  ///   - say: told what is being done, in a few words.
  public init(
    recipe: ClusteringRecipe, threads: Int, saying say: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.recipe = recipe
    self.threads = threads
    self.say = say
  }

  /// The share of the posts in a resample.
  public static let resampledShare = 0.8

  /// Clusters `posts`.
  ///
  /// - Parameters:
  ///   - posts: the posts, at least one.
  ///   - resamples: how many draws of ``resampledShare`` are clustered too, to see how stable the clusters are.
  /// - Returns: the clusters, and what is known of them.
  /// - Throws: `LearningError` where the recipe does not fit the posts, or `CancellationError`.
  public func clusters(of posts: EmbeddedPosts, resamples: Int = 0) throws -> ClusterOutcome {
    do {
      let space = try reduced(posts.rows)
      let draws = (0..<max(0, resamples)).map { draw($0, of: posts.ids) }
      var figures = ClusteringFigures()
      let labels = try labels(of: space, resampledBy: draws, into: &figures)
      let silhouette = try Silhouette(
        space, labels: labels, sampling: sampling, threads: threads)
      figures.silhouette = silhouette?.mean
      figures.silhouetteSample = silhouette?.sample
      return ClusterOutcome(
        posts, labels: labels, in: space, silhouettes: silhouette?.values, figures: figures)
    } catch LearningError.cancelled {
      throw CancellationError()
    }
  }

  private var sampling: Silhouette.Sampling { .atMost(30_000, seed: recipe.seed) }

  /// The rows of the space that is clustered.
  private func reduced(_ rows: Matrix) throws(LearningError) -> Matrix {
    switch recipe.reduction {
    case .none: return rows
    case .pca(let dimensions):
      say("finding \(dimensions) principal components")
      return try PrincipalComponents(
        of: rows, count: min(dimensions, rows.rows, rows.columns), threads: threads
      ).coordinates
    case .umap(let dimensions, let neighbours):
      say("laying out \(rows.rows) posts in \(dimensions) dimensions (UMAP)")
      // Nearest points may lie on each other: a distance kept between them would blur dense places.
      return try UMAP(
        neighbours: neighbours, dimensions: dimensions, minimumDistance: 0, seed: recipe.seed
      ).fit(rows, threads: threads).embedding
    }
  }

  private func labels(
    of space: Matrix, resampledBy draws: [[Int]], into figures: inout ClusteringFigures
  ) throws -> [Int?] {
    switch recipe.method {
    case .kmeans(let range):
      if range.lowerBound < range.upperBound {
        return try best(of: range, space, resampledBy: draws, into: &figures)
      }
      say("parting \(space.rows) posts in \(range.lowerBound) clusters")
      let model = try kmeans(range.lowerBound, space)
      figures.inertia = model.inertia
      figures.stability = try stability(of: model.labels, draws) {
        try kmeans(range.lowerBound, space, $0).labels
      }
      return model.labels
    case .iterative(let parameters):
      say("parting \(space.rows) posts round by round")
      let found = try iterative(parameters, space)
      figures.rounds = found.rounds.map {
        ClusteringFigures.Round(clusters: $0.clusters ?? 0, kept: $0.kept, left: $0.left)
      }
      figures.stability = try stability(of: found.labels, draws) { rows in
        try iterative(parameters, space.selecting(rows: rows)).labels
      }
      return found.labels
    case .hdbscan(let size, let samples):
      say("finding dense places among \(space.rows) posts")
      let labels = try hdbscan(size, samples, space)
      figures.stability = try stability(of: labels, draws) { rows in
        try hdbscan(size, samples, space.selecting(rows: rows))
      }
      return labels
    }
  }

  /// The clusters of the best number in `range` by mean silhouette.
  private func best(
    of range: ClosedRange<Int>, _ space: Matrix, resampledBy draws: [[Int]],
    into figures: inout ClusteringFigures
  ) throws -> [Int?] {
    let possible = range.clamped(to: 1...max(1, space.rows))
    say("trying \(possible.lowerBound) to \(possible.upperBound) clusters")
    let search = try ClusterCountSearch(
      counts: Array(possible), kmeans: KMeans(clusters: 1, seed: recipe.seed), sampling: sampling
    ).fit(space, threads: threads)
    figures.tried = try search.trials.map { trial in
      let isBest = trial.clusters == search.recommended
      let labels = draws.isEmpty ? [] : try (isBest ? search.model : kmeans(trial.clusters, space)).labels
      return ClusteringFigures.TriedCount(
        clusters: trial.clusters, inertia: trial.inertia, silhouette: trial.silhouette,
        stability: try stability(of: labels, draws) { try kmeans(trial.clusters, space, $0).labels },
        isElbow: trial.clusters == search.elbow)
    }
    figures.inertia = search.model.inertia
    figures.stability = figures.tried.first { $0.clusters == search.recommended }?.stability
    return search.model.labels
  }

  private func kmeans(_ count: Int, _ space: Matrix, _ rows: [Int]? = nil) throws(LearningError)
    -> KMeansModel
  {
    try KMeans(clusters: count, seed: recipe.seed).fit(
      rows.map(space.selecting(rows:)) ?? space, threads: threads)
  }

  private func iterative(
    _ parameters: IterativeClustering, _ space: Matrix
  ) throws(LearningError) -> IterativeKMeansModel {
    try IterativeKMeans(
      sampleSize: parameters.sample, step: parameters.step, window: parameters.window,
      cohesion: parameters.cohesion, leftover: parameters.leftover, seed: recipe.seed
    ).fit(space, threads: threads)
  }

  private func hdbscan(_ size: Int, _ samples: Int?, _ space: Matrix) throws(LearningError) -> [Int?] {
    try HDBSCAN(minClusterSize: size, minSamples: samples).fit(space, threads: threads).labels
  }
}
