/// How far an embedding shows as neighbours only rows that are neighbours.
///
/// T(k) = 1 - 2 / (n k (2n - 3k - 1)) times the sum, over the rows i and those of their k nearest rows j in the embedding that are
/// not among their k nearest in the table, of r(i, j) - k; r(i, j) is the rank of j among all rows by the distance from i in
/// the table, from 1 on. From 0 to 1; 1 where no false neighbours are shown. Venna, Kaski 2001; as
/// `sklearn.manifold.trustworthiness`, with equally near rows in the order of the rows.
public enum Trustworthiness {
  /// Entries of a block of products.
  private static let blockEntries = 1 << 22

  /// T(k) of an embedding; nil where it is undefined, 2k >= n.
  ///
  /// O(n^2 (d + k)) steps in blocks of 16 MiB a thread, or one row where that is more.
  ///
  /// - Parameters:
  ///   - embedding: n rows of finite numbers, between which distances are Euclidean.
  ///   - matrix: the n rows that it shows.
  ///   - neighbours: k >= 1.
  ///   - metric: what near means in the table.
  ///   - threads: how many may share the work; changes no bit.
  /// - Returns: 0 to 1, or nil.
  /// - Throws: `LearningError` where the numbers of rows differ, a number is not finite, k < 1, or the task was cancelled.
  public static func of(
    _ embedding: Matrix, showing matrix: Matrix, neighbours: Int = 15, metric: NeighbourMetric = .euclidean,
    threads: Int = 1
  ) throws(LearningError) -> Double? {
    guard neighbours >= 1 else {
      throw .parameter(name: "neighbours", value: "\(neighbours)", accepted: "1 and more")
    }
    guard embedding.rows == matrix.rows else {
      throw .mismatch(what: "the rows of the embedding", expected: matrix.rows, found: embedding.rows)
    }
    try matrix.requireFinite("the rows")
    let n = matrix.rows
    let shown = try NearestNeighbours.exact(
      in: embedding, count: neighbours, metric: .euclidean, threads: threads)
    guard neighbours < (n + 1) / 2 else { return nil }
    let space = NeighbourSpace(metric, of: matrix)
    let prepared = space(matrix)
    let offsets = space.offsets(prepared)
    let length = max(1, min(256, blockEntries / n))
    var penalties = [Int](repeating: 0, count: n)
    let stretch = 4 * length * max(threads, 1)
    for start in Swift.stride(from: 0, to: n, by: stretch) {
      try checkCancellation()
      penalties.withUnsafeMutableBufferPointer { penalties in
        // Ranges write to rows of their own.
        nonisolated(unsafe) let penalties = penalties
        ThreadTeam.$threads.withValue(threads) {
          ThreadTeam.eachRange(of: min(stretch, n - start), length: length) { range in
            let rows = range.lowerBound + start..<range.upperBound + start
            let nearness = nearness(prepared, offsets, rows)
            nearness.withUnsafeBufferPointer { nearness in
              for row in rows {
                let own = (row - rows.lowerBound) * n
                let values = UnsafeBufferPointer(rebasing: nearness[own..<own + n])
                penalties[row] = shown.neighbours(of: row).reduce(into: 0) { sum, other in
                  sum += max(0, rank(of: Int(other), from: row, values) - neighbours)
                }
              }
            }
          }
        }
      }
    }
    let total = penalties.reduce(into: 0.0) { $0 += Double($1) }
    let (size, k) = (Double(n), Double(neighbours))
    return 1 - 2 * total / (size * k * (2 * size - 3 * k - 1))
  }

  /// The products of rows with all rows less the latter's offsets; rows x n.
  private static func nearness(_ table: Matrix, _ offsets: [Float]?, _ rows: Range<Int>) -> [Float] {
    var result = [Float](repeating: 0, count: rows.count * table.rows)
    if let offsets {
      for row in 0..<rows.count {
        for other in 0..<table.rows { result[row * table.rows + other] = -offsets[other] }
      }
    }
    table.storage.withUnsafeBufferPointer { entries in
      result.withUnsafeMutableBufferPointer { result in
        BLAS.multiply(
          BLAS.Factor(
            base: entries.baseAddress.map { $0 + rows.lowerBound * table.columns }, stride: table.columns),
          BLAS.Factor(base: entries.baseAddress, stride: table.columns, transposed: true),
          into: result.baseAddress, m: rows.count, n: table.rows, k: table.columns,
          beta: offsets == nil ? 0 : 1)
      }
    }
    return result
  }

  /// From 1 on: how many others are nearer, or as near and earlier.
  private static func rank(of other: Int, from own: Int, _ nearness: UnsafeBufferPointer<Float>) -> Int {
    let value = nearness[other]
    var nearer: Int32 = 0
    for index in 0..<nearness.count { nearer &+= nearness[index] > value ? 1 : 0 }
    var earlier: Int32 = 0
    for index in 0..<other { earlier &+= nearness[index] == value ? 1 : 0 }
    if nearness[own] > value || (nearness[own] == value && own < other) { nearer -= 1 }
    return Int(nearer + earlier) + 1
  }
}
