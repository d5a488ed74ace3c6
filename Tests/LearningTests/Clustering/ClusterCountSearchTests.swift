import Testing

@testable import Learning

@Suite struct ClusterCountSearchTests {
  @Test func findsAsManyClustersAsThereAre() throws {
    var draws = Draws(21)
    let (features, classes) = draws.clusters(400, 8, count: 6, apart: 6)
    let search = ClusterCountSearch(counts: Array(2...12), kmeans: KMeans(clusters: 1, restarts: 10))
    let found = try search.fit(features)
    #expect(found.recommended == 6 && found.bestSilhouette == 6 && found.elbow == 6)
    #expect(partition(found.model.labels) == partition(classes))
    #expect(found.trials.map(\.clusters) == Array(2...12))
    #expect(zip(found.trials, found.trials.dropFirst()).allSatisfy { $0.inertia > $1.inertia })
    #expect(try search.fit(features, threads: 2) == found)
    for trial in found.trials where trial.clusters % 4 == 0 {
      let alone = try KMeans(clusters: trial.clusters, restarts: 10).fit(features)
      #expect(alone.inertia == trial.inertia)
      #expect(try Silhouette(features, labels: alone.labels)?.mean == trial.silhouette)
    }
  }

  @Test func theElbowIsFarthestFromTheChord() {
    func elbow(_ curve: [(Int, Double)]) -> Int? {
      ClusterCountSearch.elbow(
        curve.map { ClusterCountSearch.Trial(clusters: $0.0, inertia: $0.1, silhouette: nil) })
    }
    // By hand, with x = (k - 1) / 9 and y = inertia / 100: 1 - x - y is .59 at 2, .68 at 3 and .57 at 5.
    #expect(elbow([(1, 100), (2, 30), (3, 10), (5, 0), (10, 0)]) == 3)
    #expect(elbow([(1, 3), (2, 2), (3, 1)]) == nil)
    #expect(elbow([(1, 3), (2, 1)]) == nil)
    #expect(elbow([(1, 3), (2, 3), (3, 3)]) == nil)
    #expect(elbow([]) == nil)
  }

  @Test func withoutSilhouettesSomethingIsRecommended() throws {
    let equal = try Matrix(rows: [[1, 2], [1, 2], [1, 2]])
    let found = try ClusterCountSearch(counts: [1, 2, 3]).fit(equal)
    #expect(found.recommended == 1 && found.bestSilhouette == nil && found.elbow == nil)
    #expect(found.trials.allSatisfy { $0.silhouette == nil && $0.inertia == 0 })
    #expect(found.model.labels == [0, 0, 0])
    #expect(try ClusterCountSearch(counts: [1]).fit(Matrix(rows: [[4]])).recommended == 1)
  }

  @Test(arguments: [[], [3, 2], [2, 2], [0, 2], [2, 9]])
  func wrongCountsAreNamed(_ counts: [Int]) throws {
    let features = try Matrix(rows: [[1], [2], [4], [7]])
    #expect(throws: LearningError.self) { try ClusterCountSearch(counts: counts).fit(features) }
  }
}
