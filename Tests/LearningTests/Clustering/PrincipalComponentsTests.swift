import Testing

@testable import Learning

@Suite struct PrincipalComponentsTests {
  @Test func equalScikitLearns() throws {
    let golden = try GoldenClustering.load()
    #expect(golden.components.count == 3)
    for data in golden.components {
      let features = try Matrix(rows: data.rows)
      let found = try PrincipalComponents(of: features, count: data.count)
      #expect(distance(found.axes, data.axes) < 1e-5)
      #expect(distance(found.coordinates, data.coordinates) < 1e-4)
      #expect(zip(found.variances, data.variances).allSatisfy { abs($0 / $1 - 1) < 1e-6 })
      #expect(zip(found.shares, data.shares).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(try distance(found.transform(Matrix(rows: data.new)), data.transformed) < 1e-4)
      #expect(try distance(found.transform(features), data.coordinates) < 1e-4)
    }
  }

  @Test func manyRowsInBlocksAndThreads() throws {
    var draws = Draws(3)
    let features = draws.matrix(1300, 4)
    let all = try PrincipalComponents(of: features, count: 9)
    #expect(all.axes.rows == 4 && abs(all.shares.reduce(0, +) - 1) < 1e-9)
    #expect(try PrincipalComponents(of: features, count: 9, threads: 3) == all)
    // All axes keep all distances.
    for pair in [(0, 1), (600, 1299), (511, 512)] {
      let (before, after) = [features, all.coordinates].map { table in
        zip(table.row(pair.0), table.row(pair.1)).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }.pair
      #expect(abs(before - after) < 1e-3)
    }
  }

  @Test func degenerateRowsHaveFewerAxes() throws {
    #expect(try PrincipalComponents(of: Matrix(rows: [[1, 2, 3]]), count: 2).coordinates.columns == 0)
    let equal = Matrix(rows: 9, columns: 2, storage: [Float](repeating: 5, count: 18))
    #expect(try PrincipalComponents(of: equal, count: 2).axes.rows == 0)
    let line = try Matrix(rows: [[1, 1], [2, 2], [3, 3]])
    let found = try PrincipalComponents(of: line, count: 2)
    #expect(found.axes.rows == 1 && abs(found.shares[0] - 1) < 1e-9)
    #expect(zip(found.coordinates.storage, [-1.4142135, 0, 1.4142135]).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4]])
    #expect(throws: LearningError.self) { try PrincipalComponents(of: features, count: 0) }
    #expect(throws: LearningError.self) {
      try PrincipalComponents(of: Matrix(rows: 0, columns: 2, storage: []), count: 1)
    }
    #expect(throws: LearningError.noFeatures) {
      try PrincipalComponents(of: Matrix(rows: 2, columns: 0, storage: []), count: 1)
    }
    #expect(throws: LearningError.notFinite(what: "the features", row: 1, column: 0)) {
      try PrincipalComponents(of: Matrix(rows: [[1], [.nan]]), count: 1)
    }
    let found = try PrincipalComponents(of: features, count: 1)
    #expect(throws: LearningError.mismatch(what: "the columns of the features", expected: 2, found: 1)) {
      try found.transform(Matrix(rows: [[1]]))
    }
  }
}

extension [Float] {
  fileprivate var pair: (Float, Float) { (self[0], self[1]) }
}
