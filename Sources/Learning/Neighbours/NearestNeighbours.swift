/// The k nearest rows of each row of a table, nearest first; of equally near ones the earlier rows.
///
/// Found exactly by blocked matrix products, or approximately through a graph (`NearestNeighbours+Approximate.swift`). In both
/// ways candidates are chosen by 32-bit products, with `spare` more than asked for, and then ordered by distances that are
/// summed in 64 bits; so equal rows are at distance 0, and the number of threads changes no bit.
public struct NearestNeighbours: Sendable, Equatable {
  /// The number of rows whose neighbours these are.
  public let rows: Int
  /// How many neighbours each has.
  public let count: Int
  /// rows x count: which rows; the neighbours of row r stand from `r * count` on.
  public internal(set) var indices: [Int32]
  /// rows x count: how far away they are.
  public internal(set) var distances: [Float]

  /// The neighbours of one row.
  public func neighbours(of row: Int) -> ArraySlice<Int32> { indices[row * count..<(row + 1) * count] }

  /// The distances of one row's neighbours, rising.
  public func distances(of row: Int) -> ArraySlice<Float> { distances[row * count..<(row + 1) * count] }

  /// Finds the nearest other rows of each row; a row is not its own neighbour.
  ///
  /// O(n^2 d) products, in blocks: beside the table, its copy and the result, memory is 2 MiB a thread.
  ///
  /// - Parameters:
  ///   - matrix: n rows of d finite numbers, n < 2^31.
  ///   - count: how many neighbours, 0 or more; at most n - 1 are found.
  ///   - metric: what near means.
  ///   - threads: how many may share the work.
  /// - Returns: the neighbours of each row.
  /// - Throws: `LearningError` where a number is not finite, the count is negative, or the task was cancelled.
  public static func exact(
    in matrix: Matrix, count: Int, metric: NeighbourMetric = .cosine, threads: Int = 1
  ) throws(LearningError) -> NearestNeighbours {
    try check(matrix, count)
    let space = NeighbourSpace(metric, of: matrix)
    let prepared = space(matrix)
    let search = NeighbourSearch(prepared, offsets: space.offsets(prepared), spareOwn: true, count: count)
    let measure = NeighbourDistance(metric, among: metric == .cosine ? prepared : matrix)
    return try search.run(queries: prepared, threads: threads, measure: measure)
  }

  /// Finds the rows of a table that are nearest to each row of another.
  ///
  /// What is found for one query does not depend on the others.
  ///
  /// - Parameters:
  ///   - queries: the rows whose neighbours are looked for.
  ///   - matrix: the rows that can be neighbours; as many columns, n < 2^31.
  ///   - count: how many neighbours, 0 or more; at most n are found.
  ///   - metric: what near means.
  ///   - threads: how many may share the work.
  /// - Returns: the neighbours of each query.
  /// - Throws: `LearningError` where a number is not finite, the columns differ, or the task was cancelled.
  public static func exact(
    of queries: Matrix, in matrix: Matrix, count: Int, metric: NeighbourMetric = .cosine, threads: Int = 1
  ) throws(LearningError) -> NearestNeighbours {
    try check(matrix, count)
    guard queries.columns == matrix.columns || queries.rows == 0 else {
      throw .mismatch(what: "the columns of the new rows", expected: matrix.columns, found: queries.columns)
    }
    try queries.requireFinite("the new rows")
    let space = NeighbourSpace(metric, of: matrix, and: queries)
    let (prepared, asked) = (space(matrix), space(queries))
    let search = NeighbourSearch(prepared, offsets: space.offsets(prepared), spareOwn: false, count: count)
    let measure = NeighbourDistance(
      metric, among: metric == .cosine ? prepared : matrix, from: metric == .cosine ? asked : queries)
    return try search.run(queries: asked, threads: threads, measure: measure)
  }

  static func check(_ matrix: Matrix, _ count: Int) throws(LearningError) {
    guard count >= 0 else {
      throw .parameter(name: "the number of neighbours", value: "\(count)", accepted: "0 and more")
    }
    guard matrix.rows < Int(Int32.max) else {
      throw .parameter(
        name: "the number of rows", value: "\(matrix.rows)", accepted: "up to \(Int32.max - 1)")
    }
    try matrix.requireFinite("the rows")
  }
}
