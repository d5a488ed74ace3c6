/// A symmetric graph with weights in (0, 1]: the edges of row r stand at `starts[r] ..< starts[r + 1]`, by rising column.
///
/// The weight of an edge is the union of both directions, a + b - a b, where a and b are what either row gives the other
/// (`Membership`), 0 where it does not have it among its neighbours.
struct FuzzyGraph: Sendable, Equatable {
  private(set) var starts: [Int]
  private(set) var columns: [Int32]
  private(set) var weights: [Float]

  var rows: Int { starts.count - 1 }

  func edges(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  init(_ near: NearestNeighbours, threads: Int = 1) {
    let own = FuzzyGraph(near, weights: Membership.weights(near, threads: threads))
    let others = own.transposed()
    starts = [0]
    starts.reserveCapacity(near.rows + 1)
    columns = []
    weights = []
    for row in 0..<near.rows { join(row, own, others) }
  }

  /// The edges that a descent of so many rounds would meet: those of at least the largest weight / epochs.
  func pruned(epochs: Int) -> FuzzyGraph {
    let least = (weights.max() ?? 0) / Float(max(epochs, 1))
    var result = FuzzyGraph(starts: [0], columns: [], weights: [])
    result.starts.reserveCapacity(starts.count)
    for row in 0..<rows {
      for edge in edges(of: row) where weights[edge] >= least && weights[edge] > 0 {
        result.columns.append(columns[edge])
        result.weights.append(weights[edge])
      }
      result.starts.append(result.columns.count)
    }
    return result
  }

  /// The rows and the edges among them, numbered anew in their order; `part` rises and is closed under edges.
  func part(_ part: [Int], numbers: [Int32]) -> FuzzyGraph {
    var result = FuzzyGraph(starts: [0], columns: [], weights: [])
    for row in part {
      for edge in edges(of: row) {
        result.columns.append(numbers[Int(columns[edge])])
        result.weights.append(weights[edge])
      }
      result.starts.append(result.columns.count)
    }
    return result
  }

  /// The rows of each connected part, rising; the parts by their first rows.
  func parts() -> [[Int]] {
    var seen = [Bool](repeating: false, count: rows)
    var parts: [[Int]] = []
    for first in 0..<rows where !seen[first] {
      seen[first] = true
      var part = [first]
      var next = 0
      while next < part.count {
        for edge in edges(of: part[next]) where !seen[Int(columns[edge])] {
          seen[Int(columns[edge])] = true
          part.append(Int(columns[edge]))
        }
        next += 1
      }
      parts.append(part.sorted())
    }
    return parts
  }

  init(starts: [Int], columns: [Int32], weights: [Float]) {
    self.starts = starts
    self.columns = columns
    self.weights = weights
  }

  /// What each row gives its neighbours, by rising column.
  private init(_ near: NearestNeighbours, weights given: [Float]) {
    starts = (0...near.rows).map { $0 * near.count }
    columns = near.indices
    weights = given
    for row in 0..<near.rows {
      let order = edges(of: row).sorted { near.indices[$0] < near.indices[$1] }
      for (edge, source) in zip(edges(of: row), order) {
        columns[edge] = near.indices[source]
        weights[edge] = given[source]
      }
    }
  }

  private func transposed() -> FuzzyGraph {
    var result = FuzzyGraph(
      starts: [Int](repeating: 0, count: rows + 1), columns: [Int32](repeating: 0, count: columns.count),
      weights: [Float](repeating: 0, count: weights.count))
    for column in columns { result.starts[Int(column) + 1] += 1 }
    for row in 0..<rows { result.starts[row + 1] += result.starts[row] }
    var next = result.starts
    for row in 0..<rows {
      for edge in edges(of: row) {
        let place = next[Int(columns[edge])]
        next[Int(columns[edge])] += 1
        result.columns[place] = Int32(truncatingIfNeeded: row)
        result.weights[place] = weights[edge]
      }
    }
    return result
  }

  private mutating func join(_ row: Int, _ own: FuzzyGraph, _ others: FuzzyGraph) {
    let (leftEnd, rightEnd) = (own.starts[row + 1], others.starts[row + 1])
    var (left, right) = (own.starts[row], others.starts[row])
    while left < leftEnd || right < rightEnd {
      let first = left < leftEnd ? own.columns[left] : .max
      let second = right < rightEnd ? others.columns[right] : .max
      let a = first <= second ? own.weights[left] : 0
      let b = second <= first ? others.weights[right] : 0
      if first <= second { left += 1 }
      if second <= first { right += 1 }
      columns.append(min(first, second))
      weights.append(a + b - a * b)
    }
    starts.append(columns.count)
  }
}
