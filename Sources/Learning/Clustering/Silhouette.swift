import Reliability

/// How much nearer each row is to its own cluster than to the next one (Rousseeuw 1987).
///
/// Of a row in a cluster of n_k rows, a is the sum of its distances to that cluster's rows / (n_k - 1), b the smallest mean
/// distance to the rows of another cluster, and the silhouette (b - a) / max(a, b), in [-1, 1]. A row alone in its cluster
/// has 0, and so has a row with a = b = 0. It needs at least 2 clusters and at most n - 1. As scikit-learn's
/// `silhouette_samples`.
///
/// Euclidean distances are computed in blocks of 32-bit products. Against 64 bits a value differs by some 1e-4 at most where
/// clusters lie up to a thousand times farther apart than they are wide. Cosine distances are summed by cluster in closed
/// form, in 64 bits, and take n x k x d steps instead of n^2 x d.
public struct Silhouette: Sendable, Equatable {
  /// The distance of two rows.
  public enum Metric: String, Sendable, Codable, CaseIterable {
    /// The length of their difference.
    case euclidean
    /// 1 - their cosine; a row of zeros has the distance 1 from every other.
    case cosine
  }

  /// Whether Euclidean distances are between all rows or between some, for their number grows with the square.
  public enum Sampling: Sendable, Codable, Equatable {
    /// All rows.
    case all
    /// Where there are more rows than this with a cluster, so many of them drawn at random; the silhouettes are those of
    /// the drawn rows among themselves.
    case atMost(Int, seed: UInt64)
  }

  /// The silhouette of each row; nil where it has no cluster or was not drawn.
  public let values: [Double?]
  /// The mean silhouette of each cluster's rows; nil for a cluster without such rows.
  public let clusterMeans: [Double?]
  /// The mean of all silhouettes.
  public let mean: Double
  /// How many rows were drawn; nil where all rows with a cluster count.
  public let sample: Int?

  /// Some seconds of work on two cores.
  public static let usualSampling = Sampling.atMost(30_000, seed: 1)

  /// The silhouettes of a clustering; nil where they are undefined: fewer than 2 clusters, or as many as rows.
  ///
  /// Memory: two copies of the rows, and a block of products for each thread.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite.
  ///   - labels: the cluster of each row, `0 ..< n`; nil for noise and rows left over, which count nowhere.
  ///   - metric: the distance.
  ///   - sampling: has no effect on cosine distances, which are always between all rows.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Throws: `LearningError.mismatch`, `.classOutOfRange`, `.noFeatures`, `.notFinite`, `.parameter` for a sample below 1,
  ///   `.cancelled`.
  public init?(
    _ features: Matrix, labels: [Int?], metric: Metric = .euclidean, sampling: Sampling = usualSampling,
    threads: Int = 1
  ) throws(LearningError) {
    guard labels.count == features.rows else {
      throw .mismatch(what: "the labels of the rows", expected: features.rows, found: labels.count)
    }
    if let bad = labels.firstIndex(where: { $0.map { $0 < 0 || $0 >= features.rows } ?? false }) {
      throw .classOutOfRange(row: bad, found: labels[bad] ?? 0, count: features.rows)
    }
    if case .atMost(let most, _) = sampling, most < 1 {
      throw .parameter(name: "the sample for the silhouette", value: "\(most)", accepted: "1 or more")
    }
    try features.requireClusterable()
    try checkCancellation()
    var rows = labels.indices.filter { labels[$0] != nil }
    sample = metric == .euclidean ? sampling.draw(from: &rows) : nil
    let members = ClusterMembers(rows.map { labels[$0] ?? 0 }, rows: rows)
    guard members.sizes.count > 1, members.sizes.count < rows.count else { return nil }
    let own = try ThreadTeam.sharing(threads) { () throws(LearningError) in
      switch metric {
      case .euclidean: try members.euclideanSilhouettes(features)
      case .cosine: try members.cosineSilhouettes(features)
      }
    }
    var values = [Double?](repeating: nil, count: labels.count)
    var sums = [Double](repeating: 0, count: members.sizes.count)
    for (place, row) in members.order.enumerated() { values[row] = own[place] }
    for (place, value) in own.enumerated() { sums[members.cluster(at: place)] += value }
    var means = [Double?](repeating: nil, count: (labels.compactMap { $0 }.max() ?? -1) + 1)
    for (cluster, sum) in sums.enumerated() {
      means[members.labels[cluster]] = sum / Double(members.sizes[cluster])
    }
    self.values = values
    clusterMeans = means
    mean = sums.reduce(0, +) / Double(rows.count)
  }
}

extension Silhouette.Sampling {
  /// Leaves the drawn rows, in their order; nil where all stay.
  fileprivate func draw(from rows: inout [Int]) -> Int? {
    guard case .atMost(let most, let seed) = self, rows.count > most else { return nil }
    var generator = SplitMix64(seed: seed)
    for place in 0..<most { rows.swapAt(place, place + generator.index(below: rows.count - place)) }
    rows.removeSubrange(most...)
    rows.sort()
    return most
  }
}
