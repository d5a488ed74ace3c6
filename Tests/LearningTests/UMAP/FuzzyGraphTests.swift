import Testing

@testable import Learning

struct FuzzyGraphTests {
  @Test func weightsAreThoseOfUmapLearn() throws {
    let golden = try GoldenUMAP.load()
    for graph in golden.graphs {
      let near = NearestNeighbours(
        rows: graph.rows.count, count: graph.k - 1, indices: Array(graph.indices.joined()),
        distances: graph.distances.joined().map { Float($0) })
      let found = FuzzyGraph(near)
      #expect(found.weights.count == graph.edges.count, "\(graph.name)")
      var place = 0
      for row in 0..<found.rows {
        for edge in found.edges(of: row) {
          let expected = try #require(place < graph.edges.count ? graph.edges[place] : nil)
          place += 1
          #expect(expected[0] == Double(row) && expected[1] == Double(found.columns[edge]), "\(graph.name)")
          #expect(
            abs(Double(found.weights[edge]) - expected[2]) <= golden.tolerance, "\(graph.name), \(expected)")
        }
      }
    }
  }

  @Test func edgesAreSymmetric() throws {
    let near = try NearestNeighbours.exact(in: randomRows(50, 4, seed: 3), count: 6)
    let graph = FuzzyGraph(near)
    var weights: [[Int32]: Float] = [:]
    for row in 0..<graph.rows {
      for edge in graph.edges(of: row) { weights[[Int32(row), graph.columns[edge]]] = graph.weights[edge] }
    }
    #expect(weights.allSatisfy { weights[[$0.key[1], $0.key[0]]] == $0.value })
    #expect(weights.keys.allSatisfy { $0[0] != $0[1] })
  }

  @Test func pruningLeavesOutWhatARunWouldNotMeet() {
    let graph = FuzzyGraph(starts: [0, 2, 3, 4], columns: [1, 2, 0, 0], weights: [1, 0.05, 1, 0.05])
    #expect(graph.pruned(epochs: 10) == FuzzyGraph(starts: [0, 1, 2, 2], columns: [1, 0], weights: [1, 1]))
    #expect(graph.pruned(epochs: 100) == graph)
  }

  @Test func partsAreFound() {
    let graph = FuzzyGraph(
      starts: [0, 1, 2, 3, 4, 4], columns: [2, 3, 0, 1], weights: [1, 0.5, 1, 0.5])
    #expect(graph.parts() == [[0, 2], [1, 3], [4]])
    let part = graph.part([1, 3], numbers: [0, 0, 0, 1, 0])
    #expect(part == FuzzyGraph(starts: [0, 1, 2], columns: [1, 0], weights: [0.5, 0.5]))
  }
}
