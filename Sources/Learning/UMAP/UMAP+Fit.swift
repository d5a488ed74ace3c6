import Reliability

extension UMAP {
  /// Places rows that were never seen before.
  ///
  /// The same rows in the same order with the same parameters give the same bits on one kind of processor; so callers sort
  /// rows by post. One row lies at the origin. Where there are fewer than k rows, all others are neighbours. Equal rows are
  /// neighbours at distance 0 and lie close together.
  ///
  /// - Parameters:
  ///   - matrix: n >= 1 rows of d >= 1 finite numbers.
  ///   - threads: how many may share the search and the start; changes no bit. The descent takes one.
  ///   - progress: called after each round of descent with its number, counted from 1, and how many there are.
  /// - Returns: the embedding, n x `dimensions`, and what `UMAPModel.transform` needs.
  /// - Throws: `LearningError` where a parameter makes no sense, there is no row or no column, a number is not finite, or
  ///   the task was cancelled.
  public func fit(
    _ matrix: Matrix, threads: Int = 1, progress: ((Int, Int) -> Void)? = nil
  ) throws(LearningError) -> UMAPModel {
    try validate()
    guard matrix.rows > 0 else {
      throw .parameter(name: "the number of rows", value: "0", accepted: "1 and more")
    }
    guard matrix.columns > 0 else { throw .noFeatures }
    let near = try nearest(matrix, threads: threads)
    let epochs = epochs(rows: matrix.rows)
    let graph = FuzzyGraph(near, threads: threads).pruned(epochs: epochs)
    let curve = try OutputCurve(minimumDistance: minimumDistance, spread: spread)
    var random = SplitMix64(seed: seed)
    let start = try SpectralStart(graph: graph, rows: matrix, dimensions: dimensions, threads: threads)
      .layout(&random)
    let descent = LayoutDescent(
      curve: curve, epochs: epochs, negativeSamples: negativeSamples, rate: Float(learningRate),
      seed: random.next())
    let embedding = try descent.run(graph, from: start, progress: progress)
    return UMAPModel(parameters: self, curve: curve, rows: matrix, embedding: embedding)
  }

  private func nearest(_ matrix: Matrix, threads: Int) throws(LearningError) -> NearestNeighbours {
    if matrix.rows <= exactUpTo {
      return try NearestNeighbours.exact(in: matrix, count: neighbours - 1, metric: metric, threads: threads)
    }
    return try NearestNeighbours.approximate(
      in: matrix, count: neighbours - 1, metric: metric, seed: seed, threads: threads)
  }
}
