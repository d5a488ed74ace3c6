import Foundation
import Learning
import Testing

struct NearestNeighboursTests {
  /// By comparing with all, in 64 bits.
  private func compared(_ queries: Matrix, _ rows: Matrix, _ count: Int, _ metric: NeighbourMetric, own: Bool)
    -> [[Int32]]
  {
    (0..<queries.rows).map { query in
      let x = queries.row(query).map { Double($0) }
      let measured = (0..<rows.rows).filter { !own || $0 != query }.map { row -> (Double, Int32) in
        let y = rows.row(row).map { Double($0) }
        guard metric == .cosine else { return (zip(x, y).reduce(0) { $0 + pow($1.0 - $1.1, 2) }, Int32(row)) }
        let dot = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
        let lengths = zip(x, x).reduce(0) { $0 + $1.0 * $1.1 } * zip(y, y).reduce(0) { $0 + $1.0 * $1.1 }
        return (1 - dot / lengths.squareRoot(), Int32(row))
      }
      return measured.sorted { $0 < $1 }.prefix(count).map(\.1)
    }
  }

  @Test(arguments: NeighbourMetric.allCases)
  func neighboursAreThoseOfComparingAll(metric: NeighbourMetric) throws {
    let rows = randomRows(600, 7)
    let found = try NearestNeighbours.exact(in: rows, count: 9, metric: metric)
    let expected = compared(rows, rows, 9, metric, own: true)
    #expect((0..<600).allSatisfy { Array(found.neighbours(of: $0)) == expected[$0] })
    #expect((0..<600).allSatisfy { found.distances(of: $0).elementsEqual(found.distances(of: $0).sorted()) })
    #expect(try NearestNeighbours.exact(in: rows, count: 9, metric: metric, threads: 3) == found)
  }

  @Test(arguments: NeighbourMetric.allCases)
  func newRowsFindFittedOnes(metric: NeighbourMetric) throws {
    let (rows, queries) = (randomRows(300, 5), randomRows(20, 5, seed: 9))
    let found = try NearestNeighbours.exact(of: queries, in: rows, count: 4, metric: metric)
    let expected = compared(queries, rows, 4, metric, own: false)
    #expect((0..<20).allSatisfy { Array(found.neighbours(of: $0)) == expected[$0] })
    let alone = try NearestNeighbours.exact(
      of: queries.selecting(rows: [7]), in: rows, count: 4, metric: metric)
    #expect(
      alone.distances(of: 0) == found.distances(of: 7)[...].prefix(4).reduce(into: []) { $0.append($1) }[...])
  }

  @Test func distancesAreTheMetrics() throws {
    let rows = try Matrix(rows: [[3, 0], [0, 5], [6, 0], [-1, 0]])
    let cosine = try NearestNeighbours.exact(in: rows, count: 3)
    #expect(Array(cosine.neighbours(of: 0)) == [2, 1, 3])
    #expect(Array(cosine.distances(of: 0)) == [0, 1, 2])
    let euclidean = try NearestNeighbours.exact(in: rows, count: 3, metric: .euclidean)
    #expect(Array(euclidean.neighbours(of: 0)) == [2, 3, 1])
    #expect(Array(euclidean.distances(of: 0)) == [3, 4, Float(34).squareRoot()])
  }

  /// What is far from the origin and close together is not lost to rounding.
  @Test func nearRowsFarAwayAreToldApart() throws {
    let offsets = (0..<64).map { Float(($0 * 29) % 64) }
    let rows = Matrix(rows: 64, columns: 1, storage: offsets.map { 1e6 + $0 })
    let found = try NearestNeighbours.exact(in: rows, count: 2, metric: .euclidean)
    #expect(found.distances.enumerated().allSatisfy { $0.offset % 2 == 1 || $0.element == 1 })
  }

  @Test func equalRowsAreAtDistanceZeroInTheirOrder() throws {
    let rows = try Matrix(rows: Array(repeating: [1, 2, 3], count: 40))
    for metric in NeighbourMetric.allCases {
      let found = try NearestNeighbours.exact(in: rows, count: 3, metric: metric)
      #expect(found.distances.allSatisfy { $0 == 0 })
      #expect(Array(found.neighbours(of: 0)) == [1, 2, 3] && Array(found.neighbours(of: 20)) == [0, 1, 2])
    }
  }

  @Test func rowsOfZerosAreNearEachOther() throws {
    let rows = try Matrix(rows: [[0, 0], [1, 0], [0, 0], [0.9, 0.1]])
    let found = try NearestNeighbours.exact(in: rows, count: 2)
    #expect(found.neighbours(of: 0).first == 2 && found.distances(of: 0) == [0, 1])
    #expect(Array(found.neighbours(of: 1)) == [3, 0])
  }

  @Test func extremeNumbersHaveNeighbours() throws {
    let huge = Float.greatestFiniteMagnitude
    let rows = try Matrix(rows: [[huge, huge], [-huge, -huge], [huge, 0.9 * huge], [1e-40, 1e-40]])
    for metric in NeighbourMetric.allCases {
      let found = try NearestNeighbours.exact(in: rows, count: 3, metric: metric)
      #expect(found.distances.allSatisfy { $0.isFinite })
      #expect(found.neighbours(of: 0).contains(2))
    }
  }

  @Test func thereAreNoMoreNeighboursThanRows() throws {
    #expect(try NearestNeighbours.exact(in: randomRows(4, 2), count: 9).count == 3)
    #expect(try NearestNeighbours.exact(of: randomRows(1, 2), in: randomRows(4, 2), count: 9).count == 4)
    #expect(try NearestNeighbours.exact(in: randomRows(1, 2), count: 9).indices.isEmpty)
    #expect(try NearestNeighbours.exact(in: Matrix(rows: []), count: 9).rows == 0)
    #expect(try NearestNeighbours.exact(in: randomRows(4, 2), count: 0).indices.isEmpty)
    let bare = Matrix(rows: 3, columns: 0, storage: [])
    for metric in NeighbourMetric.allCases {
      #expect(
        try NearestNeighbours.exact(in: bare, count: 2, metric: metric).distances == [0, 0, 0, 0, 0, 0])
    }
  }

  @Test func nonsenseIsRefused() {
    #expect(throws: LearningError.self) { try NearestNeighbours.exact(in: randomRows(4, 2), count: -1) }
    #expect(throws: LearningError.self) {
      try NearestNeighbours.exact(of: randomRows(4, 3), in: randomRows(4, 2), count: 1)
    }
    let bad = Matrix(rows: 2, columns: 1, storage: [1, .nan])
    #expect(throws: LearningError.notFinite(what: "the rows", row: 1, column: 0)) {
      try NearestNeighbours.exact(in: bad, count: 1)
    }
    #expect(throws: LearningError.notFinite(what: "the new rows", row: 1, column: 0)) {
      try NearestNeighbours.exact(of: bad, in: randomRows(4, 1), count: 1)
    }
  }

  @Test func aCancelledSearchEnds() async {
    let task = Task { () throws(LearningError) -> NearestNeighbours in
      while !Task.isCancelled { await Task.yield() }
      return try NearestNeighbours.exact(in: randomRows(50, 2), count: 3)
    }
    task.cancel()
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
