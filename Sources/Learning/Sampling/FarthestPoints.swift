/// Rows that lie far from each other: greedy k-centre.
///
/// From a first row on, the next is always the one with the largest distance to its nearest chosen row. The largest distance
/// that any row then has to its nearest chosen one is at most twice what the best choice of as many rows could reach.
/// Source: Gonzalez (1985); the core-set selection of Sener and Savarese (2018).
public struct FarthestPoints: Equatable, Sendable {
  /// The chosen rows, in the order of choice.
  public let rows: [Int]
  /// The largest Euclidean distance of any row to its nearest chosen row, 0 or more.
  public let radius: Double

  /// How many rows a product takes at once.
  private static let block = 4096

  /// Chooses `count` rows of `points`.
  ///
  /// Distances are |x|² + |c|² - 2 x·c in float32, in blocks of rows on up to `threads` threads, whose number changes no bit of the
  /// result. Of rows equally far the first is chosen, so equal rows come last. Time is proportional to rows x columns x `count`;
  /// memory beside `points` to the rows.
  ///
  /// - Parameters:
  ///   - count: how many rows, at least 1; all rows where there are fewer.
  ///   - points: a point a row; scale the rows to length 1 for cosine distances.
  ///   - first: the row that is chosen first.
  ///   - threads: how many threads share the work.
  /// - Throws: `LearningError`: no rows, no columns, a number that is not finite, a `count` or `first` out of range,
  ///   cancellation.
  public init(
    _ count: Int, of points: Matrix, startingAt first: Int = 0, threads: Int = 1
  ) throws(LearningError) {
    guard points.rows > 0 else { throw .noExamples }
    guard points.columns > 0 else { throw .noFeatures }
    guard count >= 1 else { throw .parameter(name: "count", value: "\(count)", accepted: "1 or more") }
    guard (0..<points.rows).contains(first) else {
      throw .parameter(name: "first", value: "\(first)", accepted: "0 to \(points.rows - 1)")
    }
    try points.requireFinite("the points")
    let lengths = (0..<points.rows).map { row in points.row(row).reduce(0) { $0 + $1 * $1 } }
    guard lengths.allSatisfy(\.isFinite) else {
      throw .numerical("the points are so large that their squares overflow")
    }
    // A chosen row has the distance -1, below every other.
    var nearest = [Float](repeating: .infinity, count: points.rows)
    var chosen: [Int] = []
    var next = first
    while true {
      try checkCancellation()
      chosen.append(next)
      Self.update(&nearest, of: points, lengths: lengths, with: next, threads: threads)
      nearest[next] = -1
      let farthest = nearest.indices.reduce(0) { nearest[$1] > nearest[$0] ? $1 : $0 }
      guard chosen.count < min(count, points.rows) else {
        radius = Double(max(0, nearest[farthest])).squareRoot()
        break
      }
      next = farthest
    }
    rows = chosen
  }

  /// Takes the squared distance to the row `centre` into each row's smallest one.
  private static func update(
    _ nearest: inout [Float], of points: Matrix, lengths: [Float], with centre: Int, threads: Int
  ) {
    let width = points.columns
    points.storage.withUnsafeBufferPointer { entries in
      nearest.withUnsafeMutableBufferPointer { nearest in
        lengths.withUnsafeBufferPointer { lengths in
          guard let base = entries.baseAddress else { return }
          // Blocks write to rows of their own.
          nonisolated(unsafe) let nearest = nearest
          ThreadTeam.$threads.withValue(max(1, threads)) {
            ThreadTeam.eachRange(of: points.rows, length: block) { range in
              withUnsafeTemporaryAllocation(of: Float.self, capacity: range.count) { products in
                BLAS.multiply(
                  BLAS.Factor(base: base + range.lowerBound * width, stride: width),
                  BLAS.Factor(base: base + centre * width, stride: width, transposed: true),
                  into: products.baseAddress, m: range.count, n: 1, k: width)
                for (place, row) in range.enumerated() {
                  let distance = max(0, lengths[row] + lengths[centre] - 2 * products[place])
                  if distance < nearest[row] { nearest[row] = distance }
                }
              }
            }
          }
        }
      }
    }
  }
}
