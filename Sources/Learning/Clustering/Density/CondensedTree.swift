/// A dendrogram in which a part of fewer rows than a cluster may have only falls out of its cluster.
///
/// Cluster 0 is the root, of all rows; a cluster's number is above its parent's. Lambda is 1 / distance.
struct CondensedTree: Sendable {
  /// Of each cluster: the cluster that it split off from; -1 for the root.
  private(set) var parents: [Int] = [-1]
  /// Of each cluster: the sum over its rows of (lambda where they leave - lambda where it appeared).
  private(set) var stabilities: [Double] = [0]
  /// Of each cluster: the largest lambda at which something leaves it.
  private(set) var deaths: [Double] = [0]
  private var births: [Double] = [0]
  /// Of each row: the cluster that it falls out of, and the lambda where it does.
  private(set) var leaving: [(cluster: Int, lambda: Double)]

  /// The number of clusters, the root counted.
  var clusterCount: Int { parents.count }

  init(_ linkage: SingleLinkage, minClusterSize: Int) {
    let n = linkage.points
    leaving = [(cluster: Int, lambda: Double)](repeating: (0, 0), count: n)
    var open = [(node: 2 * n - 2, cluster: 0)]
    var next = 0
    while next < open.count {
      let (node, cluster) = open[next]
      next += 1
      guard node >= n else { continue }
      let merge = linkage.merges[node - n]
      let lambda = merge.distance > 0 ? 1 / merge.distance : .infinity
      let large = [merge.left, merge.right].filter { linkage.size($0) >= minClusterSize }
      for part in [merge.left, merge.right] {
        if linkage.size(part) < minClusterSize {
          linkage.eachPoint(below: part) { leaving[$0] = (cluster, lambda) }
          leave(cluster, at: lambda, linkage.size(part))
        } else if large.count == 1 {
          open.append((part, cluster))
        } else {
          leave(cluster, at: lambda, linkage.size(part))
          open.append((part, clusterCount))
          parents.append(cluster)
          births.append(lambda)
          stabilities.append(0)
          deaths.append(0)
        }
      }
    }
  }

  private mutating func leave(_ cluster: Int, at lambda: Double, _ size: Int) {
    // Equal rows leave where their cluster appears, at distance 0: infinity less infinity, which adds nothing.
    if lambda > births[cluster] { stabilities[cluster] += (lambda - births[cluster]) * Double(size) }
    deaths[cluster] = max(deaths[cluster], lambda)
  }
}

extension CondensedTree {
  /// Of each row the kept cluster that it is in, -1 for none, and how firmly.
  func homes(_ selection: HDBSCAN.Selection) -> (clusters: [Int], probabilities: [Double]) {
    let kept = kept(selection)
    var anchors = [Int](repeating: -1, count: clusterCount)
    for cluster in 1..<max(clusterCount, 1) {
      let above = anchors[parents[cluster]]
      anchors[cluster] = above < 0 && kept[cluster] ? cluster : above
    }
    let clusters = leaving.map { anchors[$0.cluster] }
    let probabilities = zip(leaving, clusters).map { row, home -> Double in
      guard home >= 0 else { return 0 }
      return deaths[home] > 0 && row.lambda.isFinite ? min(row.lambda, deaths[home]) / deaths[home] : 1
    }
    return (clusters, probabilities)
  }

  /// Whether each cluster would be kept were none above it kept.
  private func kept(_ selection: HDBSCAN.Selection) -> [Bool] {
    var below = [Double](repeating: 0, count: clusterCount)
    var splits = [Bool](repeating: false, count: clusterCount)
    var kept = [Bool](repeating: false, count: clusterCount)
    for cluster in stride(from: clusterCount - 1, to: 0, by: -1) {
      splits[parents[cluster]] = true
      let own = stabilities[cluster]
      kept[cluster] = selection == .leaf ? !splits[cluster] : below[cluster] <= own
      below[parents[cluster]] += max(below[cluster], own)
    }
    return kept
  }
}
