import Reliability
import Testing

@testable import Learning

struct SpectralStartTests {
  /// A ring of n rows has the eigenvalues cos(2 pi j / n), each twice; the second and third vectors place it on a circle.
  private func ring(_ rows: Int) -> FuzzyGraph {
    let neighbours = (0..<rows).flatMap { row -> [Int32] in
      [Int32((row + rows - 1) % rows), Int32((row + 1) % rows)].sorted()
    }
    return FuzzyGraph(
      starts: (0...rows).map { 2 * $0 }, columns: neighbours, weights: [Float](repeating: 1, count: 2 * rows))
  }

  @Test(arguments: [60, 200])
  func aRingIsRound(rows: Int) throws {
    var random = SplitMix64(seed: 1)
    let vectors = try #require(
      try NormalisedAdjacency(ring(rows), threads: 1).leadingVectors(2, &random))
    let radii = (0..<rows).map {
      (vectors[$0, 0] * vectors[$0, 0] + vectors[$0, 1] * vectors[$0, 1]).squareRoot()
    }
    let (least, most) = try (#require(radii.min()), #require(radii.max()))
    #expect(most - least < 0.02 * most)
  }

  /// Both ways find the same vectors of a graph whose eigenvalues lie apart.
  @Test func bothWaysAgree() throws {
    let rows = randomRows(150, 3)
    let graph = FuzzyGraph(try NearestNeighbours.exact(in: rows, count: 20, metric: .euclidean))
    #expect(graph.parts().count == 1)
    let adjacency = NormalisedAdjacency(graph, threads: 2)
    var random = SplitMix64(seed: 1)
    let found = try #require(try ChebyshevSubspace(adjacency, wanted: 2).vectors(&random))
    for column in 0..<2 {
      var image = Matrix(rows: 150, columns: 2)
      adjacency.apply(to: found, factor: 1, shift: 0, less: 0, of: &image)
      let value = (0..<150).reduce(into: Float(0)) { $0 += image[$1, column] * found[$1, column] }
      let residual = (0..<150).reduce(into: Float(0)) { sum, row in
        let difference = image[row, column] - value * found[row, column]
        sum += difference * difference
      }
      #expect(residual.squareRoot() < 1e-3)
      #expect(value > 0.3 && value < 1)
    }
  }

  @Test func columnsReachFromZeroToTen() throws {
    var random = SplitMix64(seed: 1)
    let rows = randomRows(100, 3)
    let graph = FuzzyGraph(try NearestNeighbours.exact(in: rows, count: 10))
    let start = try SpectralStart(graph: graph, rows: rows, dimensions: 2, threads: 1).layout(&random)
    for column in 0..<2 {
      let entries = (0..<100).map { start[$0, column] }
      #expect(entries.min() == 0 && abs((entries.max() ?? 0) - 10) < 1e-4)
    }
  }
}
