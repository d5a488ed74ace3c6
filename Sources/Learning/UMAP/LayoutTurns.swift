import CLayout

/// Which edge has its turn when.
struct LayoutTurns {
  let starts: [Int64]
  let tails: [Int32]
  let periods: [Float]
  var next: [Float]

  init(_ graph: FuzzyGraph) {
    let largest = graph.weights.max() ?? 1
    starts = graph.starts.map { Int64($0) }
    tails = graph.columns
    periods = graph.weights.map { largest / $0 }
    next = periods
  }

  /// What C reads and, of `next`, writes.
  mutating func withEdges(_ body: (UnsafePointer<CLayoutEdges>) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      tails.withUnsafeBufferPointer { tails in
        periods.withUnsafeBufferPointer { periods in
          next.withUnsafeMutableBufferPointer { next in
            var edges = CLayoutEdges(
              starts: starts.baseAddress, tails: tails.baseAddress, periods: periods.baseAddress,
              next: next.baseAddress)
            body(&edges)
          }
        }
      }
    }
  }
}
