import Foundation

extension UMAPModel {
  /// Places new rows among the fitted ones, which stay where they are.
  ///
  /// A new row has its k nearest fitted rows as neighbours, with the weights of `Membership` (rho = 0, the nearest left out of
  /// the sum, as umap-learn has it; the least sigma from the row's own mean distance); starts at their weighted mean, or on a fitted row at distance 0; and moves through
  /// a third of the rounds of the fit (100 up to 10,000 fitted rows, else 30, where the number of rounds was not given) at a
  /// quarter of its rate. Unlike in umap-learn, weights count against the row's own largest, and each row draws the same
  /// random rows: where a row comes to lie does not depend on the rows beside it.
  ///
  /// Neighbours are found exactly: O(new x n d).
  ///
  /// - Parameters:
  ///   - matrix: m rows of d finite numbers; none gives none.
  ///   - threads: how many may share the work; changes no bit.
  /// - Returns: m x `parameters.dimensions`.
  /// - Throws: `LearningError` where a number is not finite, the columns differ, or the task was cancelled.
  public func transform(_ matrix: Matrix, threads: Int = 1) throws(LearningError) -> Matrix {
    let dimensions = parameters.dimensions
    let near = try NearestNeighbours.exact(
      of: matrix, in: rows, count: parameters.neighbours, metric: parameters.metric, threads: threads)
    let points = LayoutPoints(embedding)
    let descent = descent
    var result = Matrix(rows: matrix.rows, columns: dimensions)
    let stretch = 256 * max(threads, 1)
    for start in Swift.stride(from: 0, to: matrix.rows, by: stretch) {
      try checkCancellation()
      result.storage.withUnsafeMutableBufferPointer { result in
        // Each row writes to its own places.
        nonisolated(unsafe) let result = result
        ThreadTeam.$threads.withValue(threads) {
          ThreadTeam.eachRange(of: min(stretch, matrix.rows - start), length: 64) { range in
            for row in range.lowerBound + start..<range.upperBound + start {
              let place = place(near, row, points, descent)
              for column in 0..<dimensions { result[row * dimensions + column] = place[column] }
            }
          }
        }
      }
    }
    return result
  }

  private var descent: LayoutDescent {
    LayoutDescent(
      curve: curve, epochs: parameters.epochs.map { max(1, $0 / 3) } ?? (rows.rows <= 10_000 ? 100 : 30),
      negativeSamples: parameters.negativeSamples, rate: Float(parameters.learningRate) / 4,
      seed: parameters.seed)
  }

  private func place(
    _ near: NearestNeighbours, _ row: Int, _ points: LayoutPoints, _ descent: LayoutDescent
  ) -> [Float] {
    let distances = near.distances(of: row)
    let mean = distances.reduce(into: 0.0) { $0 += Double($1) } / Double(max(distances.count, 1))
    let membership = Membership(
      rho: 0, summed: distances.dropFirst(), target: log2(Double(near.count)), floor: 1e-3 * mean)
    let weights = distances.map { membership.weight($0) }
    let tails = Array(near.neighbours(of: row))
    let start = start(tails, weights)
    let edges = FuzzyGraph(starts: [0, tails.count], columns: tails, weights: weights)
    return descent.place(start, among: points, edges: edges.pruned(epochs: descent.epochs))
  }

  private func start(_ tails: [Int32], _ weights: [Float]) -> [Float] {
    if let same = weights.firstIndex(of: 1) { return Array(embedding.row(Int(tails[same]))) }
    let total = weights.reduce(into: 0.0) { $0 += Double($1) }
    guard total > 0 else { return tails.first.map { Array(embedding.row(Int($0))) } ?? [] }
    var sums = [Double](repeating: 0, count: embedding.columns)
    for (tail, weight) in zip(tails, weights) {
      for (column, entry) in embedding.row(Int(tail)).enumerated() {
        sums[column] += Double(weight) / total * Double(entry)
      }
    }
    return sums.map { Float($0) }
  }
}
