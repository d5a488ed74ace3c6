import Testing

@testable import Learning

@Suite struct SilhouetteTests {
  @Test func equalsScikitLearn() throws {
    let golden = try GoldenClustering.load()
    #expect(golden.silhouettes.count == 5)
    for data in golden.silhouettes {
      let features = try Matrix(rows: data.rows)
      for (metric, expected) in [(Silhouette.Metric.euclidean, data.euclidean), (.cosine, data.cosine)] {
        let found = try #require(try Silhouette(features, labels: data.labels, metric: metric))
        let values = found.values.compactMap { $0 }
        #expect(values.count == expected.count && found.sample == nil)
        let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? 9
        #expect(worst < golden.tolerance, "\(metric), \(values.count) rows")
        #expect(abs(found.mean - expected.reduce(0, +) / Double(expected.count)) < golden.tolerance)
      }
    }
  }

  @Test(arguments: Silhouette.Metric.allCases)
  func equalsItsDefinition(_ metric: Silhouette.Metric) throws {
    var draws = Draws(4)
    let features = draws.matrix(900, 6)
    let labels: [Int?] = (0..<900).map { $0 % 11 == 0 ? nil : ($0 * 7 % 5) * 2 }
    let found = try #require(try Silhouette(features, labels: labels, metric: metric))
    for row in stride(from: 1, to: 900, by: 50) where labels[row] != nil {
      var sums: [Int: (sum: Double, count: Double)] = [:]
      for other in 0..<900 where other != row {
        guard let label = labels[other] else { continue }
        sums[label, default: (0, 0)].sum += distance(features, row, other, metric)
        sums[label, default: (0, 0)].count += 1
      }
      let means = sums.mapValues { $0.sum / $0.count }
      let own = try #require(means[labels[row] ?? -1])
      let next = try #require(means.filter { $0.key != labels[row] }.values.min())
      #expect(abs((found.values[row] ?? 9) - (next - own) / max(own, next)) < 1e-4)
    }
    #expect(labels.indices.allSatisfy { (found.values[$0] == nil) == (labels[$0] == nil) })
    #expect(found.clusterMeans.count == 9 && found.clusterMeans[1] == nil)
    let first = labels.indices.filter { labels[$0] == 0 }.compactMap { found.values[$0] }
    #expect(abs((found.clusterMeans[0] ?? 9) - first.reduce(0, +) / Double(first.count)) < 1e-9)
  }

  private func distance(_ features: Matrix, _ one: Int, _ other: Int, _ metric: Silhouette.Metric) -> Double {
    let pairs = zip(features.row(one), features.row(other)).map { (Double($0), Double($1)) }
    switch metric {
    case .euclidean:
      return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    case .cosine:
      let lengths = pairs.reduce((0.0, 0.0)) { ($0.0 + $1.0 * $1.0, $0.1 + $1.1 * $1.1) }
      return 1 - pairs.reduce(0) { $0 + $1.0 * $1.1 } / (lengths.0 * lengths.1).squareRoot()
    }
  }

  @Test func threadsChangeNoBit() throws {
    var draws = Draws(4)
    let features = draws.matrix(1500, 16)
    let labels = (0..<1500).map { $0 % 7 }
    for metric in Silhouette.Metric.allCases {
      let one = try Silhouette(features, labels: labels, metric: metric)
      #expect(try Silhouette(features, labels: labels, metric: metric, threads: 3) == one)
    }
  }

  @Test func aSampleIsSaidAndIsTheSilhouetteOfItsRows() throws {
    var draws = Draws(4)
    let (features, classes) = draws.clusters(2000, 6, count: 3, apart: 2)
    let found = try #require(
      try Silhouette(features, labels: classes, sampling: .atMost(300, seed: 5)))
    let rows = found.values.indices.filter { found.values[$0] != nil }
    #expect(found.sample == 300 && rows.count == 300)
    let alone = try #require(
      try Silhouette(
        features.selecting(rows: rows), labels: rows.map { classes[$0] }, sampling: .all))
    #expect(zip(alone.values, rows).allSatisfy { abs(($0 ?? 9) - (found.values[$1] ?? -9)) < 1e-5 })
    #expect(try Silhouette(features, labels: classes, sampling: .atMost(300, seed: 5)) == found)
    #expect(try Silhouette(features, labels: classes, sampling: .atMost(300, seed: 6)) != found)
    let all = try #require(try Silhouette(features, labels: classes, sampling: .all))
    #expect(all.sample == nil && abs(all.mean - found.mean) < 0.05)
  }

  @Test(arguments: Silhouette.Metric.allCases)
  func whereItIsUndefined(_ metric: Silhouette.Metric) throws {
    let features = try Matrix(rows: [[1, 2], [3, 4], [5, 7]])
    func silhouette(_ labels: [Int?]) throws -> Silhouette? {
      try Silhouette(features, labels: labels, metric: metric)
    }
    #expect(try silhouette([0, 0, 0]) == nil)
    #expect(try silhouette([0, 1, 2]) == nil)
    #expect(try silhouette([nil, nil, nil]) == nil)
    #expect(try silhouette([0, nil, 1]) == nil)
    #expect(try silhouette([0, 0, 1])?.values[2] == 0)
    #expect(try Silhouette(Matrix(rows: [[1, 1]]), labels: [0], metric: metric) == nil)
  }

  @Test(arguments: Silhouette.Metric.allCases)
  func equalRowsAndZerosGiveNumbers(_ metric: Silhouette.Metric) throws {
    let equal = try Matrix(rows: [[1, 2], [1, 2], [1, 2], [1, 2]])
    let found = try #require(try Silhouette(equal, labels: [0, 0, 1, 1], metric: metric))
    #expect(found.values.allSatisfy { abs($0 ?? 9) <= 1 })
    let zeros = Matrix(rows: 4, columns: 3, storage: [Float](repeating: 0, count: 12))
    #expect(try Silhouette(zeros, labels: [0, 0, 1, 1], metric: metric)?.mean == 0)
    let twins = try Matrix(rows: [[1, 2], [1, 2], [-9, 5], [-9, 5], [-9, 5]])
    #expect(try abs((Silhouette(twins, labels: [0, 0, 1, 1, 1], metric: metric)?.mean ?? 0) - 1) < 1e-4)
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    func failure(
      _ features: Matrix, _ labels: [Int?], _ sampling: Silhouette.Sampling = .all
    ) -> LearningError? {
      do {
        _ = try Silhouette(features, labels: labels, sampling: sampling)
        return nil
      } catch { return error }
    }
    #expect(
      failure(features, [0]) == .mismatch(what: "the labels of the rows", expected: 3, found: 1))
    #expect(failure(features, [0, 3, 1]) == .classOutOfRange(row: 1, found: 3, count: 3))
    #expect(failure(features, [0, -1, 1]) == .classOutOfRange(row: 1, found: -1, count: 3))
    #expect(failure(Matrix(rows: 1, columns: 0, storage: []), [0]) == .noFeatures)
    #expect(
      failure(try Matrix(rows: [[1], [.nan]]), [0, 1]) == .notFinite(what: "the features", row: 1, column: 0))
    guard case .parameter = failure(features, [0, 0, 1], .atMost(0, seed: 1)) else {
      Issue.record("accepted a sample of none")
      return
    }
  }
}
