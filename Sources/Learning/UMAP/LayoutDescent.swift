import CLayout

/// Stochastic gradient descent over the edges of a graph, in one order.
///
/// The loss is the cross-entropy between the graph's weights and 1 / (1 + a x^2b). In a round each edge whose turn it is draws both
/// its rows together, and random rows repel the first; an edge of weight w has its turn every (largest weight / w) rounds. No
/// coordinate moves by more than 4 steps, and the step falls from `rate` to 0. Unlike in umap-learn, all that act on a row in one
/// turn act from one place at once, up to eight, and as many rows repel in each turn.
struct LayoutDescent: Sendable {
  let curve: OutputCurve
  let epochs: Int
  let negativeSamples: Int
  let rate: Float
  let seed: UInt64

  /// Both ends of an edge move.
  func run(
    _ graph: FuzzyGraph, from start: Matrix, progress: ((Int, Int) -> Void)? = nil
  ) throws(LearningError) -> Matrix {
    guard !graph.columns.isEmpty else { return start }
    var points = LayoutPoints(start)
    var turns = LayoutTurns(graph)
    var random = seed
    for epoch in 0..<epochs {
      try checkCancellation()
      var round = round(epoch)
      points.move(&turns, &round, &random)
      progress?(epoch + 1, epochs)
    }
    return points.matrix
  }

  /// One new row among points that stay; `edges` is its own, one row of a graph.
  func place(_ start: [Float], among points: LayoutPoints, edges: FuzzyGraph) -> [Float] {
    guard !edges.columns.isEmpty else { return start }
    var own = LayoutPoints(Matrix(row: start))
    var turns = LayoutTurns(edges)
    var random = seed
    for epoch in 0..<epochs {
      var round = round(epoch)
      own.move(among: points, &turns, &round, &random)
    }
    return own.matrix.storage
  }

  private func round(_ epoch: Int) -> CLayoutRound {
    CLayoutRound(
      a: Float(curve.a), b: Float(curve.b), rate: rate * (1 - Float(epoch) / Float(epochs)),
      epoch: Float(epoch), negative_samples: negativeSamples)
  }
}
