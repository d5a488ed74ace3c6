import Reliability

/// D^-1/2 A D^-1/2 of a connected graph: the identity less its symmetric normalised Laplacian.
///
/// Its eigenvalues lie in [-1, 1]; the largest is 1, with the vector D^1/2 1, which is known and left out.
struct NormalisedAdjacency {
  let graph: FuzzyGraph
  let values: [Float]
  /// D^1/2 1, of length 1.
  let trivial: [Double]
  let threads: Int

  init(_ graph: FuzzyGraph, threads: Int) {
    self.graph = graph
    self.threads = threads
    let degrees = (0..<graph.rows).map { row in
      graph.edges(of: row).reduce(into: 0.0) { $0 += Double(graph.weights[$1]) }
    }
    let total = degrees.reduce(0, +).squareRoot()
    trivial = degrees.map { total > 0 ? $0.squareRoot() / total : 0 }
    let factors = degrees.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    values = (0..<graph.rows).flatMap { row in
      graph.edges(of: row).map { edge in
        Float(Double(graph.weights[edge]) * factors[row] * factors[Int(graph.columns[edge])])
      }
    }
  }

  /// The eigenvectors of the `count` largest eigenvalues below the trivial one as columns, the largest first; nil where the
  /// numbers defeat it.
  ///
  /// The entry of largest magnitude of each is positive. Small graphs by LAPACK, others by `ChebyshevSubspace`.
  func leadingVectors(_ count: Int, _ random: inout SplitMix64) throws(LearningError) -> Matrix? {
    let vectors =
      graph.rows <= max(128, 4 * (count + 4))
      ? denseVectors(count) : try ChebyshevSubspace(self, wanted: count).vectors(&random)
    guard var vectors, vectors.storage.allSatisfy(\.isFinite) else { return nil }
    for column in 0..<vectors.columns {
      var largest: Float = 0
      for row in 0..<vectors.rows where abs(vectors[row, column]) > abs(largest) {
        largest = vectors[row, column]
      }
      guard largest < 0 else { continue }
      for row in 0..<vectors.rows { vectors[row, column] = -vectors[row, column] }
    }
    return vectors
  }

  private func denseVectors(_ count: Int) -> Matrix? {
    var dense = DoubleMatrix(rows: graph.rows, columns: graph.rows)
    for row in 0..<graph.rows {
      for edge in graph.edges(of: row) { dense[row, Int(graph.columns[edge])] = Double(values[edge]) }
      // The trivial vector's eigenvalue goes from 1 to -2, below all others.
      for column in 0..<graph.rows { dense[row, column] -= 3 * trivial[row] * trivial[column] }
    }
    guard let (_, vectors) = try? dense.symmetricEigen() else { return nil }
    var result = Matrix(rows: graph.rows, columns: count)
    for column in 0..<count {
      for row in 0..<graph.rows { result[row, column] = Float(vectors[graph.rows - 1 - column, row]) }
    }
    return result
  }

  /// result = factor (M block - shift block) - weight result, row by row.
  func apply(
    to block: Matrix, factor: Float, shift: Float, less weight: Float, of result: inout Matrix
  ) {
    let width = block.columns
    block.storage.withUnsafeBufferPointer { block in
      values.withUnsafeBufferPointer { values in
        graph.columns.withUnsafeBufferPointer { columns in
          graph.starts.withUnsafeBufferPointer { starts in
            result.storage.withUnsafeMutableBufferPointer { result in
              // Ranges write to rows of their own.
              nonisolated(unsafe) let result = result
              ThreadTeam.$threads.withValue(threads) {
                ThreadTeam.eachRange(of: starts.count - 1, length: 1024) { rows in
                  for row in rows {
                    let own = row * width
                    for place in own..<own + width {
                      result[place] = -weight * result[place] - factor * shift * block[place]
                    }
                    for edge in starts[row]..<starts[row + 1] {
                      let value = factor * values[edge]
                      let other = Int(columns[edge]) * width
                      for place in 0..<width { result[own + place] += value * block[other + place] }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
