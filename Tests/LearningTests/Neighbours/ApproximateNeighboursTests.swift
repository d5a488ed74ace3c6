import Learning
import Testing

struct ApproximateNeighboursTests {
  @Test(arguments: NeighbourMetric.allCases)
  func nearlyAllNeighboursAreFound(metric: NeighbourMetric) throws {
    var draws = Draws(5)
    let rows = draws.clusters(500, 24, count: 8, apart: 1).features
    let exact = try NearestNeighbours.exact(in: rows, count: 10, metric: metric)
    let found = try NearestNeighbours.approximate(in: rows, count: 10, metric: metric)
    let shared = (0..<500).reduce(into: 0) { sum, row in
      sum += Set(exact.neighbours(of: row)).intersection(found.neighbours(of: row)).count
    }
    #expect(Double(shared) / 5000 > 0.98)
    #expect(zip(exact.distances, found.distances).allSatisfy { $0 <= $1 })
    #expect(try NearestNeighbours.approximate(in: rows, count: 10, metric: metric, threads: 3) == found)
  }

  @Test func equalRowsHaveNeighbours() throws {
    let rows = try Matrix(rows: Array(repeating: [1, 2, 3], count: 200))
    let found = try NearestNeighbours.approximate(in: rows, count: 5)
    #expect(found.distances.allSatisfy { $0 == 0 })
    for row in 0..<200 {
      let own = Set(found.neighbours(of: row))
      #expect(own.count == 5 && !own.contains(Int32(row)))
    }
  }

  @Test func fewRowsHaveAllOthers() throws {
    let rows = randomRows(4, 2)
    let exact = try NearestNeighbours.exact(in: rows, count: 9)
    #expect(try NearestNeighbours.approximate(in: rows, count: 9) == exact)
    #expect(try NearestNeighbours.approximate(in: randomRows(1, 2), count: 9).indices.isEmpty)
    #expect(try NearestNeighbours.approximate(in: Matrix(rows: []), count: 9).indices.isEmpty)
  }

  @Test func nonsenseIsRefused() {
    #expect(throws: LearningError.self) { try NearestNeighbours.approximate(in: randomRows(4, 2), count: -1) }
    let bad = Matrix(rows: 2, columns: 1, storage: [1, .infinity])
    #expect(throws: LearningError.self) { try NearestNeighbours.approximate(in: bad, count: 1) }
  }
}
