import Reliability

/// k-means: k clusters of small spread around their means, under the Euclidean distance.
///
/// Seeds by greedy k-means++ (Arthur and Vassilvitskii 2007, with 2 + Int(ln k) candidates a step); then Lloyd's
/// iterations (1982): every row to its nearest centre, every centre to the mean of its rows. They end when no row
/// changes its cluster, when the squared moves of all centres sum to at most `tolerance` x the mean variance of the
/// columns, or after `iterations`. A cluster that loses all rows goes on at the row farthest from its centre. As
/// scikit-learn's `KMeans(init="k-means++", algorithm="lloyd")` does; draws differ, for its generator is another.
///
/// The same seed and rows in the same order give the same bits on one machine, whatever the number of threads.
public struct KMeans: Sendable, Codable, Equatable {
  /// k, at least 1 and at most the number of rows.
  ///
  /// With fewer distinct rows than k there are as many clusters as distinct rows.
  public var clusters: Int
  /// How often to start afresh, at least 1; the clustering with the least inertia is kept.
  ///
  /// 1 is what scikit-learn's `n_init="auto"` takes with these seeds.
  public var restarts: Int
  /// The most iterations of a start, at least 1.
  public var iterations: Int
  /// See above; 0 or more.
  public var tolerance: Double
  /// Where the random numbers start.
  public var seed: UInt64

  /// Parameters with scikit-learn's defaults.
  public init(
    clusters: Int, restarts: Int = 1, iterations: Int = 300, tolerance: Double = 1e-4, seed: UInt64 = 1
  ) {
    self.clusters = clusters
    self.restarts = restarts
    self.iterations = iterations
    self.tolerance = tolerance
    self.seed = seed
  }

  /// Clusters the rows of a matrix.
  ///
  /// One row is one cluster, and so are equal rows, however many were asked for. Memory: a copy of the features, a few
  /// numbers a row, and partial sums of at most half the size of the features.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Returns: the centres, and each row's cluster.
  /// - Throws: `LearningError.parameter` for a parameter out of range or no rows, `.noFeatures`, `.notFinite`,
  ///   `.cancelled` (looked for in each step).
  public func fit(_ features: Matrix, threads: Int = 1) throws(LearningError) -> KMeansModel {
    try requireSense(rows: features.rows)
    try features.requireClusterable()
    return try ThreadTeam.sharing(threads) { () throws(LearningError) in
      let data = CentredRows(features)
      var generator = SplitMix64(seed: seed)
      var best: Lloyd?
      for _ in 0..<restarts {
        var run = Lloyd(data, centres: try data.seeds(clusters, drawing: &generator))
        try run.iterate(atMost: iterations, tolerance: tolerance * data.variance)
        if let known = best, known.inertia <= run.inertia { continue }
        best = run
      }
      guard let best else { throw .noExamples }
      return KMeansModel(best)
    }
  }

  private func requireSense(rows: Int) throws(LearningError) {
    func require(_ holds: Bool, _ name: String, _ value: Any, _ accepted: String) throws(LearningError) {
      if !holds { throw .parameter(name: name, value: "\(value)", accepted: accepted) }
    }
    try require(rows > 0, "the number of rows to cluster", rows, "1 or more; extract an embedding first")
    try require((1...rows).contains(clusters), "the number of clusters", clusters, "1 to the \(rows) rows")
    try require(restarts > 0, "restarts", restarts, "1 or more")
    try require(iterations > 0, "iterations", iterations, "1 or more")
    try require(tolerance >= 0 && tolerance.isFinite, "tolerance", tolerance, "a finite number of 0 or more")
  }
}

extension Matrix {
  /// Throws where the rows have no columns or a number that is not finite.
  func requireClusterable() throws(LearningError) {
    guard columns > 0 else { throw .noFeatures }
    try requireFinite("the features")
  }
}
