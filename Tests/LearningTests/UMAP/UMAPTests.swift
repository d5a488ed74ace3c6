import Foundation
import Learning
import Testing

struct UMAPTests {
  @Test func neighboursStayNearAsInUmapLearn() throws {
    let golden = try GoldenUMAP.load().map
    let rows = try Matrix(rows: golden.rows)
    let model = try UMAP().fit(rows)
    let found = try Trustworthiness.of(model.embedding, showing: rows, metric: .cosine)
    let value = try #require(found)
    #expect(value >= golden.trustworthiness - 0.01)
  }

  @Test(arguments: [1, 2, 3, 5, 8])
  func clustersStayApart(dimensions: Int) throws {
    var draws = Draws(2)
    let (rows, classes) = draws.clusters(90, 10, count: 3, apart: 3)
    let map = try UMAP(neighbours: 8, dimensions: dimensions, metric: .euclidean, epochs: 100).fit(rows)
      .embedding
    #expect(map.rows == 90 && map.columns == dimensions && map.storage.allSatisfy { $0.isFinite })
    let near = try NearestNeighbours.exact(in: map, count: 3, metric: .euclidean)
    let same = (0..<90).filter { row in
      near.neighbours(of: row).allSatisfy { classes[Int($0)] == classes[row] }
    }
    #expect(same.count >= 85)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    let rows = randomRows(300, 6)
    let umap = UMAP(epochs: 30, seed: 4)
    let first = try umap.fit(rows)
    #expect(try umap.fit(rows, threads: 3) == first)
    #expect(try UMAP(epochs: 30, seed: 5).fit(rows).embedding != first.embedding)
  }

  @Test func manyRowsMayHaveApproximateNeighbours() throws {
    var draws = Draws(2)
    let rows = draws.clusters(200, 10, count: 3, apart: 2).features
    let model = try UMAP(epochs: 60, exactUpTo: 100).fit(rows)
    let found = try #require(try Trustworthiness.of(model.embedding, showing: rows, metric: .cosine))
    #expect(found > 0.85)
  }

  @Test(arguments: 1...6)
  func fewRowsHaveAMap(count: Int) throws {
    for dimensions in [1, 2, 20] {
      let map = try UMAP(dimensions: dimensions, epochs: 20).fit(randomRows(count, 3)).embedding
      #expect(map.rows == count && map.columns == dimensions && map.storage.allSatisfy { $0.isFinite })
    }
    #expect(try UMAP().fit(randomRows(1, 3)).embedding.storage == [0, 0])
  }

  @Test(arguments: NeighbourMetric.allCases)
  func equalRowsHaveAMap(metric: NeighbourMetric) throws {
    for row: [Float] in [[0, 0], [1, 2]] {
      let rows = try Matrix(rows: Array(repeating: row, count: 50))
      let map = try UMAP(metric: metric, epochs: 50).fit(rows).embedding
      #expect(map.storage.allSatisfy { $0.isFinite })
    }
  }

  /// 40 groups of 20 equal rows: 40 parts without an edge between them.
  @Test func groupsOfEqualRowsLieTogether() throws {
    let places = randomRows(40, 6)
    let rows = places.selecting(rows: (0..<800).map { $0 % 40 })
    let map = try UMAP(metric: .euclidean, epochs: 60).fit(rows).embedding
    let near = try NearestNeighbours.exact(in: map, count: 5, metric: .euclidean)
    let right = (0..<800).filter { row in near.neighbours(of: row).allSatisfy { Int($0) % 40 == row % 40 } }
    #expect(right.count > 700)
  }

  @Test func nonsenseIsRefused() {
    let rows = randomRows(20, 3)
    for umap in [
      UMAP(neighbours: 1), UMAP(neighbours: 1001), UMAP(dimensions: 0), UMAP(dimensions: 257),
      UMAP(minimumDistance: 2), UMAP(minimumDistance: -0.1), UMAP(minimumDistance: .nan), UMAP(spread: 0),
      UMAP(spread: .infinity), UMAP(epochs: 0), UMAP(negativeSamples: -1), UMAP(learningRate: 0),
      UMAP(learningRate: .nan),
    ] {
      #expect(throws: LearningError.self) { try umap.fit(rows) }
    }
    #expect(throws: LearningError.noFeatures) { try UMAP().fit(Matrix(rows: 3, columns: 0, storage: [])) }
    #expect(throws: LearningError.self) { try UMAP().fit(Matrix(rows: [])) }
    let bad = Matrix(rows: 2, columns: 1, storage: [1, .nan])
    #expect(throws: LearningError.notFinite(what: "the rows", row: 1, column: 0)) { try UMAP().fit(bad) }
  }

  @Test func extremeNumbersAndParametersHaveAMap() throws {
    let rows = Matrix(rows: 30, columns: 2, storage: randomRows(30, 2).storage.map { $0 * 1e37 })
    for metric in NeighbourMetric.allCases {
      let umap = UMAP(metric: metric, epochs: 30, learningRate: 100)
      #expect(try umap.fit(rows).embedding.storage.allSatisfy { $0.isFinite })
    }
    for spread in [0.001, 1000] {
      let map = try UMAP(minimumDistance: 0, spread: spread, epochs: 30).fit(rows).embedding
      #expect(map.storage.allSatisfy { $0.isFinite })
    }
  }

  @Test func progressCountsRounds() throws {
    var seen: [Int] = []
    _ = try UMAP(epochs: 7).fit(randomRows(20, 3)) { epoch, epochs in seen += epochs == 7 ? [epoch] : [] }
    #expect(seen == Array(1...7))
  }

  @Test func aCancelledFitEnds() async {
    let task = Task { () throws(LearningError) -> UMAPModel in
      while !Task.isCancelled { await Task.yield() }
      return try UMAP().fit(randomRows(50, 2))
    }
    task.cancel()
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
