/// The rows that count, sorted by cluster.
struct ClusterMembers: Sendable {
  /// Cluster after cluster; in a cluster the rows rise.
  let order: [Int]
  /// The label of each cluster that has rows; rise.
  let labels: [Int]
  /// The number of rows in each of these clusters.
  let sizes: [Int]
  /// Cluster c has the places `starts[c] ..< starts[c + 1]` of `order`.
  let starts: [Int]
  private let clusters: [Int32]

  /// - Parameters:
  ///   - own: the label of each of `rows`, 0 or more.
  ///   - rows: rise.
  init(_ own: [Int], rows: [Int]) {
    var counts = [Int](repeating: 0, count: (own.max() ?? -1) + 1)
    for label in own { counts[label] += 1 }
    let labels = counts.indices.filter { counts[$0] > 0 }
    var starts = [0]
    var next = [Int](repeating: 0, count: counts.count)
    for label in labels {
      next[label] = starts[starts.count - 1]
      starts.append(next[label] + counts[label])
    }
    var order = [Int](repeating: 0, count: rows.count)
    for (row, label) in zip(rows, own) {
      order[next[label]] = row
      next[label] += 1
    }
    self.order = order
    self.labels = labels
    self.starts = starts
    sizes = labels.map { counts[$0] }
    clusters = sizes.enumerated().flatMap { cluster, size in
      repeatElement(Int32(truncatingIfNeeded: cluster), count: size)
    }
  }

  /// The cluster of the row at a place of `order`.
  func cluster(at place: Int) -> Int { Int(clusters[place]) }

  /// The mean of each cluster's rows in a table that is sorted as `order`.
  func means(_ table: Matrix) -> DoubleMatrix {
    let d = table.columns
    var means = DoubleMatrix(rows: sizes.count, columns: d)
    means.storage.withUnsafeMutableBufferPointer { means in
      table.storage.withUnsafeBufferPointer { entries in
        guard let means = means.baseAddress, let entries = entries.baseAddress else { return }
        ThreadTeam.each(sizes.count) { cluster in
          let own = means + cluster * d
          for row in starts[cluster]..<starts[cluster + 1] {
            let entry = entries + row * d
            for column in 0..<d { own[column] += Double(entry[column]) }
          }
          for column in 0..<d { own[column] /= Double(sizes[cluster]) }
        }
      }
    }
    return means
  }

  /// The silhouette of the row at a place, from the sums of its distances to the rows of each cluster.
  func silhouette(at place: Int, _ sums: UnsafePointer<Double>) -> Double {
    let own = cluster(at: place)
    guard sizes[own] > 1 else { return 0 }
    let within = sums[own] / Double(sizes[own] - 1)
    var next = Double.infinity
    for cluster in sizes.indices where cluster != own {
      next = min(next, sums[cluster] / Double(sizes[cluster]))
    }
    let larger = max(within, next)
    return larger > 0 ? (next - within) / larger : 0
  }
}
