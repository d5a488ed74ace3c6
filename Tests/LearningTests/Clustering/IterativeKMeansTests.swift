import Testing

@testable import Learning

@Suite struct IterativeKMeansTests {
  @Test func findsTheClustersAndLogsTheRounds() throws {
    var draws = Draws(31)
    let (features, classes) = draws.clusters(600, 12, count: 5, apart: 6)
    let found = try IterativeKMeans(sampleSize: 200, restarts: 5).fit(features)
    #expect(found.rounds.first?.rows == 600 && found.rounds.first?.clusters == 5)
    #expect(partition(found.labels) == partition(classes))
    #expect(areNumberedBySize(found.labels))
    #expect(found.cohesions.allSatisfy { $0 > 0.04 } && found.centres.rows == 5)
    let normalised = features.normalisedRows()
    for row in stride(from: 0, to: 600, by: 37) {
      let label = try #require(found.labels[row])
      let square = zip(normalised.row(row), found.centres.row(label)).reduce(0.0) {
        $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
      }
      #expect(abs((found.distances[row] ?? 9) - square.squareRoot()) < 1e-4)
    }
  }

  @Test func roundsTakeCohesiveClustersOutOfThePool() throws {
    var draws = Draws(5)
    let features = draws.clusters(800, 6, count: 10, apart: 1).features
    let iterative = IterativeKMeans(
      sampleSize: 100, step: 3, window: 2, cohesion: 0.15, leftover: 30, seed: 9)
    let found = try iterative.fit(features)
    #expect(found.rounds.count > 1)
    for (round, next) in zip(found.rounds, found.rounds.dropFirst()) {
      #expect(round.kept > 0 && round.left < round.rows && next.rows == round.left)
    }
    for round in found.rounds {
      let tried = round.tried.map(\.clusters)
      #expect(zip(tried, tried.dropFirst()).allSatisfy { $1 - $0 == 3 } && tried.first == 3)
      let scores = round.tried.compactMap(\.silhouette)
      #expect(round.tried.first { $0.silhouette == scores.max() }?.clusters == round.clusters)
      // The search goes on while the last two are above the two before.
      for end in 4..<max(scores.count, 4) {
        #expect(scores[end - 2] + scores[end - 1] > scores[end - 4] + scores[end - 3])
      }
    }
    let last = try #require(found.rounds.last)
    #expect(last.left <= 30 || last.kept == 0)
    #expect(found.labels.filter { $0 == nil }.count == last.left)
    #expect(found.rounds.reduce(0) { $0 + $1.kept } == found.centres.rows)
    #expect(found.cohesions.allSatisfy { $0 > 0.15 })
    #expect(zip(found.labels, found.distances).allSatisfy { ($0 == nil) == ($1 == nil) })
    #expect(try iterative.fit(features) == found)
    #expect(try iterative.fit(features, threads: 3) == found)
  }

  @Test func nothingCohesiveIsAllLeftOver() throws {
    var draws = Draws(4)
    let features = draws.matrix(300, 40)
    let found = try IterativeKMeans(cohesion: 0.9).fit(features)
    #expect(found.rounds.count == 1 && found.rounds[0].kept == 0 && found.rounds[0].left == 300)
    #expect(found.labels.allSatisfy { $0 == nil } && found.centres.rows == 0)
  }

  @Test func roundsEndWhereTold() throws {
    var draws = Draws(5)
    let features = draws.clusters(400, 6, count: 10, apart: 1).features
    let one = try IterativeKMeans(sampleSize: 100, cohesion: 0.15, rounds: 1).fit(features)
    #expect(one.rounds.count == 1)
    let none = try IterativeKMeans(leftover: 400).fit(features)
    #expect(none.rounds.isEmpty && none.labels.allSatisfy { $0 == nil })
  }

  @Test func degenerateRows() throws {
    let eager = IterativeKMeans(sampleSize: 3, step: 1, window: 1, cohesion: -1, leftover: 0)
    for rows in [[], [[1, 2]], [[1, 2], [3, 4]], [[0, 0], [0, 0], [0, 0]]] as [[[Float]]] {
      let features =
        rows.isEmpty ? Matrix(rows: 0, columns: 2, storage: []) : try Matrix(rows: rows)
      let found = try eager.fit(features)
      #expect(found.labels == [Int?](repeating: nil, count: rows.count))
      #expect(found.rounds.allSatisfy { $0.kept == 0 })
    }
    let equal = Matrix(rows: 50, columns: 3, storage: [Float](repeating: 2, count: 150))
    #expect(try IterativeKMeans().fit(equal).labels.allSatisfy { $0 == nil })
    let copies = Matrix(rows: 60, columns: 2, storage: (0..<60).flatMap { $0 % 2 == 0 ? [1, 0] : [0, 1] })
    let found = try IterativeKMeans(step: 2).fit(copies)
    #expect(found.labels == (0..<60).map { $0 % 2 })
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4]])
    for iterative in [
      IterativeKMeans(sampleSize: 2), IterativeKMeans(step: 0), IterativeKMeans(window: 0),
      IterativeKMeans(cohesion: .nan), IterativeKMeans(cohesion: 2), IterativeKMeans(leftover: -1),
      IterativeKMeans(rounds: 0), IterativeKMeans(restarts: 0), IterativeKMeans(silhouetteRows: 1),
    ] {
      #expect(throws: LearningError.self) { try iterative.fit(features) }
    }
    #expect(throws: LearningError.notFinite(what: "the features", row: 0, column: 0)) {
      try IterativeKMeans().fit(Matrix(rows: [[.nan]]))
    }
    #expect(throws: LearningError.noFeatures) {
      try IterativeKMeans().fit(Matrix(rows: 3, columns: 0, storage: []))
    }
  }
}
