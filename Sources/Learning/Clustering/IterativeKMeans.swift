/// Iterative k-means: finds the number of clusters by itself, keeps only cohesive clusters, and leaves rows over.
///
/// Rows are scaled to length 1 and all of them form a pool. In each round `sampleSize` rows of the pool are drawn; k-means is
/// fitted to them with K = step, 2 step, ... below their number, until the mean silhouette of the last `window` fits is not
/// above that of the `window` before; the K with the largest silhouette is fitted to the whole pool. Clusters whose mean
/// silhouette in the pool is above `cohesion` are kept and leave it. Rounds end when at most `leftover` rows are left,
/// when a round keeps nothing, or after `rounds`; what is left has no cluster. A silhouette that is undefined ends the
/// search for K, and counts as not cohesive.
public struct IterativeKMeans: Sendable, Codable, Equatable {
  /// How many rows are drawn in a round to find K, at least 3.
  public var sampleSize: Int
  /// By how much K rises, at least 1.
  public var step: Int
  /// How many fits are compared with as many before, at least 1.
  public var window: Int
  /// What the mean silhouette of a cluster must exceed, in [-1, 1].
  public var cohesion: Double
  /// The rounds end with at most so many rows in the pool; 0 or more.
  public var leftover: Int
  /// The most rounds, at least 1.
  public var rounds: Int
  /// How each k-means starts, at least once.
  public var restarts: Int
  /// The distance of the silhouettes.
  public var metric: Silhouette.Metric
  /// The most rows of the pool among which Euclidean silhouettes are computed, at least 3.
  ///
  /// A cluster of which none is drawn stays in the pool.
  public var silhouetteRows: Int
  /// Where the random numbers start.
  public var seed: UInt64

  /// Parameters with the usual values.
  public init(
    sampleSize: Int = 1000, step: Int = 5, window: Int = 3, cohesion: Double = 0.04, leftover: Int = 20,
    rounds: Int = 100, restarts: Int = 1, metric: Silhouette.Metric = .euclidean,
    silhouetteRows: Int = 30_000, seed: UInt64 = 1
  ) {
    self.sampleSize = sampleSize
    self.step = step
    self.window = window
    self.cohesion = cohesion
    self.leftover = leftover
    self.rounds = rounds
    self.restarts = restarts
    self.metric = metric
    self.silhouetteRows = silhouetteRows
    self.seed = seed
  }

  /// One round.
  public struct Round: Sendable, Codable, Equatable {
    /// The rows in the pool at its start.
    public let rows: Int
    /// Each K tried on the drawn rows, with its mean silhouette, nil where that is undefined.
    public let tried: [Trial]
    /// The K that was fitted to the pool; nil where no silhouette was defined.
    public let clusters: Int?
    /// How many of the clusters were cohesive.
    public let kept: Int
    /// The rows in the pool at its end.
    public let left: Int
  }

  /// One K of a round.
  public struct Trial: Sendable, Codable, Equatable {
    /// K.
    public let clusters: Int
    /// The mean silhouette of the drawn rows.
    public let silhouette: Double?
  }

  /// Clusters the rows of a matrix.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite; they are scaled to length 1 here.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Returns: the kept clusters, and the log of the rounds.
  /// - Throws: `LearningError.parameter` for a parameter out of range, `.noFeatures`, `.notFinite`, `.cancelled`.
  public func fit(_ features: Matrix, threads: Int = 1) throws(LearningError) -> IterativeKMeansModel {
    try requireSense()
    try features.requireClusterable()
    var pool = ClusterPool(features.normalisedRows(), self, threads: threads)
    var log: [Round] = []
    while pool.rows.count > leftover, log.count < rounds {
      try checkCancellation()
      let round = try pool.round()
      log.append(round)
      if round.kept == 0 { break }
    }
    return IterativeKMeansModel(pool, log)
  }

  private func requireSense() throws(LearningError) {
    func require(_ holds: Bool, _ name: String, _ value: Any, _ accepted: String) throws(LearningError) {
      if !holds { throw .parameter(name: name, value: "\(value)", accepted: accepted) }
    }
    try require(sampleSize > 2, "the sample of a round", sampleSize, "3 or more rows")
    try require(step > 0, "the step of the number of clusters", step, "1 or more")
    try require(window > 0 && window < 1 << 30, "the window", window, "1 or more fits")
    try require(abs(cohesion) <= 1, "cohesion", cohesion, "-1 to 1")
    try require(leftover >= 0, "the rows left over", leftover, "0 or more")
    try require(rounds > 0, "the most rounds", rounds, "1 or more")
    try require(restarts > 0, "restarts", restarts, "1 or more")
    try require(silhouetteRows > 2, "the rows of the silhouette", silhouetteRows, "3 or more")
  }
}
