/// How many clusters: k-means for each of several k, and what their curves say.
public struct ClusterCountSearch: Sendable, Codable, Equatable {
  /// The numbers of clusters to try: rising, each from 1 to the number of rows.
  public var counts: [Int]
  /// How each k-means is fitted; its `clusters` is replaced by each of the counts.
  public var kmeans: KMeans
  /// The distance of the silhouettes.
  public var metric: Silhouette.Metric
  /// Among which rows Euclidean silhouettes are computed; the same ones for every k.
  public var sampling: Silhouette.Sampling

  /// A search over the given numbers of clusters.
  public init(
    counts: [Int], kmeans: KMeans = KMeans(clusters: 1), metric: Silhouette.Metric = .euclidean,
    sampling: Silhouette.Sampling = Silhouette.usualSampling
  ) {
    self.counts = counts
    self.kmeans = kmeans
    self.metric = metric
    self.sampling = sampling
  }

  /// What one k gave.
  public struct Trial: Sendable, Codable, Equatable {
    /// k.
    public let clusters: Int
    /// The sum of the squared distances of rows to their centres.
    public let inertia: Double
    /// The mean silhouette; nil where it is undefined, as for k = 1.
    public let silhouette: Double?
  }

  /// What the search found.
  public struct Outcome: Sendable, Equatable {
    /// One for each count.
    public let trials: [Trial]
    /// The k after which more clusters gain little; see `elbow(_:)`.
    public let elbow: Int?
    /// The k of the largest mean silhouette, the smallest of equals; nil where none is defined.
    public let bestSilhouette: Int?
    /// `bestSilhouette`, for it weighs apart against together; where there is none the elbow, and else the first count.
    public let recommended: Int
    /// The clusters of the recommended k.
    public let model: KMeansModel
  }

  /// Fits and judges every count.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Returns: the curves, and the clusters of the recommended count.
  /// - Throws: what `KMeans.fit` and `Silhouette` throw; `LearningError.parameter` where the counts are none or do not rise.
  public func fit(_ features: Matrix, threads: Int = 1) throws(LearningError) -> Outcome {
    guard let first = counts.first, zip(counts, counts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .parameter(
        name: "the numbers of clusters", value: "\(counts)", accepted: "one or more whole numbers that rise")
    }
    var trials: [Trial] = []
    var best: (silhouette: Double, clusters: Int, model: KMeansModel)?
    for count in counts {
      let model = try fit(features, count, threads)
      let silhouette = try Silhouette(
        features, labels: model.labels, metric: metric, sampling: sampling, threads: threads)?.mean
      trials.append(Trial(clusters: count, inertia: model.inertia, silhouette: silhouette))
      if let silhouette, best.map({ silhouette > $0.silhouette }) ?? true {
        best = (silhouette, count, model)
      }
    }
    let elbow = ClusterCountSearch.elbow(trials)
    let recommended = best?.clusters ?? elbow ?? first
    let model = if let best { best.model } else { try fit(features, recommended, threads) }
    return Outcome(
      trials: trials, elbow: elbow, bestSilhouette: best?.clusters, recommended: recommended,
      model: model)
  }

  private func fit(_ features: Matrix, _ count: Int, _ threads: Int) throws(LearningError) -> KMeansModel {
    var kmeans = kmeans
    kmeans.clusters = count
    return try kmeans.fit(features, threads: threads)
  }

  /// The k whose inertia lies farthest below the straight line from the first to the last trial, the smallest of equals.
  ///
  /// Both axes run from 0 to 1: with x = (k - first) / (last - first) and y = (inertia - last's) / (first's - last's) the
  /// distance is (1 - x - y) / sqrt 2. Nil with fewer than 3 trials, where inertia does not fall, and where no trial
  /// lies below the line.
  public static func elbow(_ trials: [Trial]) -> Int? {
    guard trials.count > 2, let first = trials.first, let last = trials.last,
      first.inertia > last.inertia, last.clusters > first.clusters
    else { return nil }
    let depths = trials.map { trial in
      1 - Double(trial.clusters - first.clusters) / Double(last.clusters - first.clusters)
        - (trial.inertia - last.inertia) / (first.inertia - last.inertia)
    }
    guard let deepest = depths.max(), deepest > 1e-9, let place = depths.firstIndex(of: deepest) else {
      return nil
    }
    return trials[place].clusters
  }
}
