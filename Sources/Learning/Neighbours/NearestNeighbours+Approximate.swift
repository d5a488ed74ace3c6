import CHNSW

extension NearestNeighbours {
  /// Finds nearly all of the nearest other rows of each row, in time that grows little faster than the rows.
  ///
  /// A hierarchical navigable small world graph (Malkov, Yashunin 2016; hnswlib) with 16 links a row, built by one thread in the
  /// order of the rows, looked at with a breadth of 100 and searched with one of 64 or twice the count: the same rows and seed give
  /// the same neighbours. Recall, which is the share of the exact neighbours that is found, is measured in `docs/maps.md`. Distances
  /// are exact. Where the graph leads to fewer rows than asked for, as it may from among many equal rows, and in builds without
  /// hnswlib, the row's neighbours are found by comparing with all.
  ///
  /// - Parameters:
  ///   - matrix: n rows of d finite numbers, n < 2^31.
  ///   - count: how many neighbours, 0 or more; at most n - 1 are found.
  ///   - metric: what near means.
  ///   - seed: of the graph.
  ///   - threads: how many may share the searches; building takes one.
  /// - Returns: the neighbours of each row.
  /// - Throws: `LearningError` where a number is not finite, the count is negative, the task was cancelled, or there is not
  ///   enough memory for the graph, which holds a copy of the rows.
  public static func approximate(
    in matrix: Matrix, count: Int, metric: NeighbourMetric = .cosine, seed: UInt64 = 1, threads: Int = 1
  ) throws(LearningError) -> NearestNeighbours {
    try check(matrix, count)
    let count = min(count, max(0, matrix.rows - 1))
    guard chnsw_available(), count > 0 else {
      return try exact(in: matrix, count: count, metric: metric, threads: threads)
    }
    let space = NeighbourSpace(metric, of: matrix)
    let prepared = space(matrix)
    let measure = NeighbourDistance(metric, among: metric == .cosine ? prepared : matrix)
    let graph = try NeighbourGraph(prepared, count: count, seed: seed)
    let (candidates, poor) = try graph.candidates(prepared, threads: threads)
    var result = try order(candidates, rows: matrix.rows, count: count, measure, threads: threads)
    guard !poor.isEmpty else { return result }
    let asked = count == matrix.rows - 1 ? matrix.rows : count + 1
    let exact = try exact(
      of: matrix.selecting(rows: poor), in: matrix, count: asked, metric: metric, threads: threads)
    for (place, row) in poor.enumerated() {
      let others = (0..<exact.count).filter { exact.neighbours(of: place).dropFirst($0).first != Int32(row) }
      for (neighbour, other) in others.prefix(count).enumerated() {
        result.indices[row * count + neighbour] = exact.indices[place * exact.count + other]
        result.distances[row * count + neighbour] = exact.distances[place * exact.count + other]
      }
    }
    return result
  }

  private static func order(
    _ candidates: [[Int32]], rows: Int, count: Int, _ measure: NeighbourDistance, threads: Int
  ) throws(LearningError) -> NearestNeighbours {
    var indices = [Int32](repeating: 0, count: rows * count)
    var distances = [Float](repeating: 0, count: rows * count)
    try checkCancellation()
    indices.withUnsafeMutableBufferPointer { indices in
      distances.withUnsafeMutableBufferPointer { distances in
        // Ranges write to rows of their own.
        nonisolated(unsafe) let (indices, distances) = (indices, distances)
        ThreadTeam.$threads.withValue(threads) {
          ThreadTeam.eachRange(of: rows, length: 256) { range in
            for row in range {
              let places = row * count..<(row + 1) * count
              candidates[row].withUnsafeBufferPointer { candidates in
                measure.nearest(
                  to: row, of: candidates,
                  into: NeighbourDistance.Found(
                    indices: UnsafeMutableBufferPointer(rebasing: indices[places]),
                    distances: UnsafeMutableBufferPointer(rebasing: distances[places])))
              }
            }
          }
        }
      }
    }
    return NearestNeighbours(rows: rows, count: count, indices: indices, distances: distances)
  }
}
