/// What k-means found: centres, and the cluster of each row.
///
/// Clusters are numbered by size, the largest is 0; of equally large ones the one whose first row comes first.
public struct KMeansModel: Sendable, Equatable {
  /// k x d: the mean of each cluster's rows (after the last iteration, up to the tolerance).
  public let centres: Matrix
  /// The cluster of each row, `0 ..< centres.rows`.
  public let labels: [Int]
  /// The Euclidean distance of each row to the centre of its cluster.
  public let distances: [Double]
  /// The sum of the squared distances.
  public let inertia: Double
  /// How many iterations the kept start took.
  public let iterations: Int
  /// Whether it ended before the most iterations.
  public let converged: Bool

  /// The number of rows in each cluster; falls.
  public var sizes: [Int] {
    labels.reduce(into: [Int](repeating: 0, count: centres.rows)) { $0[$1] += 1 }
  }

  init(_ run: Lloyd) {
    let numbering = ClusterNumbering(run.labels.lazy.map { Int($0) }, count: run.centres.rows)
    centres = run.data.restored(run.centres.selecting(rows: numbering.old))
    labels = run.labels.map { numbering[Int($0)] }
    distances = run.squaredDistances.map { Double($0).squareRoot() * run.data.scale }
    inertia = run.inertia * run.data.scale * run.data.scale
    iterations = run.iterations
    converged = run.converged
  }
}
