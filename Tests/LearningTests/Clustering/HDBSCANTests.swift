import Testing

@testable import Learning

@Suite struct HDBSCANTests {
  @Test func equalsScikitLearn() throws {
    let golden = try GoldenClustering.load()
    #expect(golden.hdbscan.count == 4)
    for data in golden.hdbscan {
      let features = try Matrix(rows: data.rows)
      for fit in data.fits {
        let found = try HDBSCAN(
          minClusterSize: fit.size, minSamples: fit.samples, selection: fit.leaf ? .leaf : .excessOfMass
        ).fit(features)
        let name = "\(data.name), \(fit.size), \(fit.samples ?? fit.size), \(fit.leaf)"
        let same = partition(found.labels) == partition(fit.labels.map { $0 < 0 ? nil : $0 })
        #expect(same, "\(name)")
        let worst = zip(found.probabilities, fit.probabilities).map { abs($0 - $1) }.max() ?? 9
        #expect(worst < 1e-5, "\(name)")
        #expect(areNumberedBySize(found.labels) && found.sizes.reduce(0, +) <= features.rows)
      }
    }
  }

  @Test func threadsAndBlocksChangeNothing() throws {
    var draws = Draws(7)
    let features = draws.clusters(4500, 2, count: 5, apart: 6).features
    let hdbscan = HDBSCAN(minClusterSize: 40, minSamples: 4)
    let one = try hdbscan.fit(features)
    #expect(one.sizes.count >= 2)
    #expect(try hdbscan.fit(features, threads: 3) == one)
  }

  @Test func theSpanningTreeIsMinimal() throws {
    var draws = Draws(2)
    let features = draws.matrix(120, 3)
    let table = ColumnTable(features)
    let cores = try table.squaredCoreDistances(samples: 4)
    func square(_ one: Int, _ other: Int) -> Double {
      zip(features.row(one), features.row(other)).reduce(0) {
        $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
      }
    }
    for row in 0..<120 { #expect(cores[row] == (0..<120).map { square(row, $0) }.sorted()[3]) }
    // Kruskal's algorithm over all pairs.
    var pairs: [(length: Double, one: Int, other: Int)] = []
    for one in 0..<120 {
      for other in 0..<one {
        pairs.append((max(square(one, other), cores[one], cores[other]).squareRoot(), one, other))
      }
    }
    pairs.sort { $0.length < $1.length }
    var groups = Array(0..<120)
    var total = 0.0
    for pair in pairs where groups[pair.one] != groups[pair.other] {
      total += pair.length
      let (old, new) = (groups[pair.other], groups[pair.one])
      for row in 0..<120 where groups[row] == old { groups[row] = new }
    }
    let tree = try table.spanningTree(squaredCores: cores)
    #expect(tree.count == 119 && abs(tree.reduce(0) { $0 + $1.length } - total) < 1e-9)
    #expect(Set(tree.map(\.to)).count == 119)
  }

  @Test(arguments: HDBSCAN.Selection.allCases)
  func degenerateRowsAreNoise(_ selection: HDBSCAN.Selection) throws {
    let hdbscan = HDBSCAN(minClusterSize: 3, selection: selection)
    let none = try hdbscan.fit(Matrix(rows: 0, columns: 2, storage: []))
    #expect(none.labels.isEmpty && none.sizes.isEmpty)
    #expect(try hdbscan.fit(Matrix(rows: [[1, 2]])).labels == [nil])
    #expect(try hdbscan.fit(Matrix(rows: [[1], [2]])).labels == [nil, nil])
    let equal = Matrix(rows: 12, columns: 2, storage: [Float](repeating: 3, count: 24))
    let found = try hdbscan.fit(equal)
    #expect(found.labels == [Int?](repeating: nil, count: 12) && found.probabilities.allSatisfy { $0 == 0 })
    #expect(
      try HDBSCAN(minClusterSize: 2, minSamples: 99, selection: selection).fit(Matrix(rows: [[1], [2], [9]]))
        .labels.count == 3)
  }

  @Test(arguments: HDBSCAN.Selection.allCases)
  func heapsOfEqualRowsAreClusters(_ selection: HDBSCAN.Selection) throws {
    let places: [[Float]] = [[0, 0], [5, 5], [9, -20]]
    let rows: [[Float]] = (0..<19).map { $0 < 18 ? places[$0 / 6] : [300, 300] }
    let found = try HDBSCAN(minClusterSize: 4, minSamples: 3, selection: selection).fit(Matrix(rows: rows))
    #expect(found.labels == (0..<19).map { $0 < 18 ? $0 / 6 : nil })
    #expect(found.probabilities == (0..<19).map { $0 < 18 ? 1 : 0 })
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    for hdbscan in [
      HDBSCAN(minClusterSize: 1), HDBSCAN(minClusterSize: -2), HDBSCAN(minClusterSize: 2, minSamples: 0),
    ] {
      #expect(throws: LearningError.self) { try hdbscan.fit(features) }
    }
    #expect(throws: LearningError.noFeatures) { try HDBSCAN().fit(Matrix(rows: 9, columns: 0, storage: [])) }
    #expect(throws: LearningError.notFinite(what: "the features", row: 0, column: 1)) {
      try HDBSCAN().fit(Matrix(rows: [[1, .infinity]]))
    }
  }
}
