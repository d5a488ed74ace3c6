import Reliability

/// What iterative k-means found.
///
/// Clusters are numbered by size, the largest is 0; of equally large ones the one whose first row comes first.
public struct IterativeKMeansModel: Sendable, Equatable {
  /// The cluster of each row; nil for those left over.
  public let labels: [Int?]
  /// k x d: the centre of each cluster among rows of length 1.
  public let centres: Matrix
  /// The Euclidean distance of each row, scaled to length 1, to its centre; nil for those left over.
  public let distances: [Double?]
  /// The mean silhouette of each cluster in the pool of the round that kept it.
  public let cohesions: [Double]
  /// What happened in each round.
  public let rounds: [IterativeKMeans.Round]

  init(_ pool: ClusterPool, _ rounds: [IterativeKMeans.Round]) {
    let numbering = ClusterNumbering(pool.labels, count: pool.kept.count)
    labels = pool.labels.map { $0 < 0 ? nil : numbering[$0] }
    centres = Matrix(
      rows: numbering.old.count, columns: pool.features.columns,
      storage: numbering.old.flatMap { pool.kept[$0].centre })
    distances = zip(pool.labels, pool.distances).map { $0 < 0 ? nil : $1 }
    cohesions = numbering.old.map { pool.kept[$0].cohesion }
    self.rounds = rounds
  }
}

/// The rows that have no cluster yet, and the clusters that were kept.
struct ClusterPool {
  let features: Matrix
  /// The rows in the pool; rise.
  private(set) var rows: [Int]
  /// The number of the kept cluster of each row, or -1.
  private(set) var labels: [Int]
  private(set) var distances: [Double]
  private(set) var kept: [(centre: [Float], cohesion: Double)] = []

  private let parameters: IterativeKMeans
  private let threads: Int
  private var generator: SplitMix64

  init(_ features: Matrix, _ parameters: IterativeKMeans, threads: Int) {
    self.features = features
    self.parameters = parameters
    self.threads = threads
    rows = Array(0..<features.rows)
    labels = [Int](repeating: -1, count: features.rows)
    distances = [Double](repeating: 0, count: features.rows)
    generator = SplitMix64(seed: parameters.seed)
  }

  /// Finds K, clusters the pool, and takes the cohesive clusters out.
  mutating func round() throws(LearningError) -> IterativeKMeans.Round {
    let start = rows.count
    let tried = try search()
    let scores = tried.compactMap(\.silhouette)
    guard let most = scores.max(), let best = tried.first(where: { $0.silhouette == most }) else {
      return IterativeKMeans.Round(rows: start, tried: tried, clusters: nil, kept: 0, left: start)
    }
    let pool = features.selecting(rows: rows)
    let model = try fit(pool, best.clusters)
    let means = try silhouette(pool, model)?.clusterMeans ?? []
    var numbers: [Int: Int] = [:]
    for (cluster, mean) in means.enumerated() {
      guard let mean, mean > parameters.cohesion else { continue }
      numbers[cluster] = kept.count
      kept.append((Array(model.centres.row(cluster)), mean))
    }
    var left: [Int] = []
    for (place, row) in rows.enumerated() {
      if let number = numbers[model.labels[place]] {
        labels[row] = number
        distances[row] = model.distances[place]
      } else {
        left.append(row)
      }
    }
    rows = left
    return IterativeKMeans.Round(
      rows: start, tried: tried, clusters: best.clusters, kept: numbers.count, left: left.count)
  }

  /// The silhouettes of a rising K on drawn rows.
  private mutating func search() throws(LearningError) -> [IterativeKMeans.Trial] {
    let sample = features.selecting(rows: draw(parameters.sampleSize))
    var tried: [IterativeKMeans.Trial] = []
    var scores: [Double] = []
    var clusters = min(parameters.step, sample.rows - 1)
    while clusters < sample.rows, clusters > 0 {
      let model = try fit(sample, clusters)
      let score = try silhouette(sample, model)?.mean
      tried.append(IterativeKMeans.Trial(clusters: clusters, silhouette: score))
      // One cluster has no silhouette, but two may; fewer distinct rows than K never will have more clusters.
      guard score != nil || clusters == 1, model.centres.rows == clusters else { break }
      if let score { scores.append(score) }
      if hasPeaked(scores) { break }
      clusters += min(parameters.step, sample.rows)
    }
    return tried
  }

  private func hasPeaked(_ scores: [Double]) -> Bool {
    let window = parameters.window
    guard scores.count >= 2 * window else { return false }
    let last = scores.suffix(window).reduce(0, +)
    return last <= scores.suffix(2 * window).prefix(window).reduce(0, +)
  }

  private mutating func fit(_ rows: Matrix, _ clusters: Int) throws(LearningError) -> KMeansModel {
    try KMeans(clusters: clusters, restarts: parameters.restarts, seed: generator.next())
      .fit(rows, threads: threads)
  }

  private mutating func silhouette(_ rows: Matrix, _ model: KMeansModel) throws(LearningError) -> Silhouette?
  {
    try Silhouette(
      rows, labels: model.labels, metric: parameters.metric,
      sampling: .atMost(parameters.silhouetteRows, seed: generator.next()), threads: threads)
  }

  /// So many rows of the pool, or all; rise.
  private mutating func draw(_ count: Int) -> [Int] {
    guard rows.count > count else { return rows }
    var drawn = rows
    for place in 0..<count { drawn.swapAt(place, place + generator.index(below: drawn.count - place)) }
    return drawn.prefix(count).sorted()
  }
}
