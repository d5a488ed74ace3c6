/// New numbers for clusters: the largest is 0; of equally large ones the one whose first row comes first.
struct ClusterNumbering: Sendable, Equatable {
  /// The old number of each cluster that has rows, in the new order.
  let old: [Int]
  /// The rows in each cluster, in the new order.
  let sizes: [Int]
  private let new: [Int]

  /// Of old numbers, `0 ..< count`; negative ones are of no cluster.
  init(_ labels: some Sequence<Int>, count: Int) {
    var sizes = [Int](repeating: 0, count: count)
    var first = [Int](repeating: .max, count: count)
    for (row, label) in labels.enumerated() where label >= 0 {
      if sizes[label] == 0 { first[label] = row }
      sizes[label] += 1
    }
    old = (0..<count).filter { sizes[$0] > 0 }.sorted {
      sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : first[$0] < first[$1]
    }
    self.sizes = old.map { sizes[$0] }
    var new = [Int](repeating: -1, count: count)
    for (number, old) in old.enumerated() { new[old] = number }
    self.new = new
  }

  /// The new number of a cluster.
  subscript(_ old: Int) -> Int { new[old] }
}
