import Testing

@testable import Learning

@Suite struct KMeansTests {
  @Test func equalsScikitLearnOnClustersThatLieApart() throws {
    for golden in try GoldenClustering.load().kmeans {
      let model = try KMeans(clusters: golden.clusters, restarts: 10).fit(Matrix(rows: golden.rows))
      #expect(partition(model.labels) == partition(golden.labels))
      #expect(abs(model.inertia / golden.inertia - 1) < 1e-4)
      for (row, label) in golden.labels.enumerated() {
        let found = model.centres.row(model.labels[row])
        #expect(zip(found, golden.centres[label]).allSatisfy { abs(Double($0) - $1) < 1e-3 })
      }
    }
  }

  @Test(arguments: [(700, 20, 9), (5000, 33, 12), (300, 1, 4)])
  func everyRowIsAtItsNearestCentreAndCentresAreMeans(_ shape: (Int, Int, Int)) throws {
    var draws = Draws(5)
    let features = draws.clusters(shape.0, shape.1, count: shape.2, apart: 1).features
    let model = try KMeans(clusters: shape.2, iterations: 1000, tolerance: 0).fit(features)
    #expect(model.converged && model.centres.rows == shape.2)
    #expect(areNumberedBySize(model.labels))
    #expect(model.sizes.reduce(0, +) == features.rows)
    let distances = (0..<features.rows).map { row in
      (0..<shape.2).map { centre in
        zip(features.row(row), model.centres.row(centre)).reduce(0.0) {
          $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
        }
      }
    }
    for (row, own) in distances.enumerated() {
      #expect(own[model.labels[row]] <= (own.min() ?? 0) + 1e-3)
      #expect(abs(own[model.labels[row]].squareRoot() - model.distances[row]) < 1e-3)
    }
    #expect(abs(model.inertia / model.distances.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6)
    for cluster in 0..<shape.2 {
      let members = (0..<features.rows).filter { model.labels[$0] == cluster }
      for column in 0..<shape.1 {
        let mean = members.reduce(0.0) { $0 + Double(features[$1, column]) } / Double(members.count)
        #expect(abs(mean - Double(model.centres[cluster, column])) < 1e-4)
      }
    }
    let again = try features.nearestRows(in: model.centres)
    #expect(share(again.rows, equal: model.labels) > 0.999)
    #expect(zip(again.distances, model.distances).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test func theSameSeedGivesTheSameBitsWhateverTheThreads() throws {
    var draws = Draws(3)
    let features = draws.matrix(6000, 24)
    let kmeans = KMeans(clusters: 11, iterations: 15, seed: 42)
    let one = try kmeans.fit(features)
    #expect(try kmeans.fit(features) == one)
    #expect(try kmeans.fit(features, threads: 3) == one)
    #expect(try KMeans(clusters: 11, iterations: 15, seed: 43).fit(features) != one)
  }

  @Test func moreRestartsNeverMakeItWorse() throws {
    var draws = Draws(8)
    let features = draws.clusters(400, 5, count: 12, apart: 2).features
    let once = try KMeans(clusters: 12).fit(features)
    let often = try KMeans(clusters: 12, restarts: 8).fit(features)
    #expect(often.inertia <= once.inertia)
  }

  @Test func iterationsEndWhereTold() throws {
    var draws = Draws(8)
    let features = draws.matrix(900, 10)
    let model = try KMeans(clusters: 20, iterations: 3, tolerance: 0).fit(features)
    #expect(model.iterations == 3 && !model.converged)
    let loose = try KMeans(clusters: 20, tolerance: 1e6).fit(features)
    #expect(loose.iterations == 1 && loose.converged)
  }

  @Test func degenerateRows() throws {
    let one = try KMeans(clusters: 1).fit(Matrix(rows: [[3, 4]]))
    #expect(one.labels == [0] && one.distances == [0] && one.inertia == 0 && one.centres.storage == [3, 4])
    let equal = try KMeans(clusters: 3).fit(Matrix(rows: [[1, 2], [1, 2], [1, 2], [1, 2]]))
    #expect(equal.labels == [0, 0, 0, 0] && equal.centres.storage == [1, 2] && equal.inertia == 0)
    let three = try KMeans(clusters: 5).fit(
      Matrix(rows: [[0, 1], [5, 5], [0, 1], [5, 5], [0, 1], [9, -3.3]]))
    #expect(three.labels == [0, 1, 0, 1, 0, 2] && three.inertia < 1e-6 && three.sizes == [3, 2, 1])
    let each = try KMeans(clusters: 4).fit(Matrix(rows: [[1], [2], [4], [8]]))
    #expect(each.labels == [0, 1, 2, 3] && each.inertia == 0)
  }

  @Test func distinctRowsAmongManyCopiesAreAllFound() throws {
    var draws = Draws(2)
    let few = draws.matrix(7, 40, scale: 100)
    let features = few.selecting(rows: (0..<2000).map { $0 % 7 })
    let model = try KMeans(clusters: 30).fit(features)
    #expect(model.centres.rows == 7)
    #expect((0..<2000).allSatisfy { model.labels[$0] == $0 % 7 })
    #expect((model.distances.max() ?? 1) < 1e-2)
  }

  @Test(arguments: [Float(1e-30), 1, 1e30])
  func theSizeOfTheNumbersDoesNotMatter(_ size: Float) throws {
    var draws = Draws(6)
    let (features, classes) = draws.clusters(60, 4, count: 3, apart: 20)
    let scaled = Matrix(rows: 60, columns: 4, storage: features.storage.map { $0 * size })
    let model = try KMeans(clusters: 3, restarts: 5).fit(scaled)
    #expect(partition(model.labels) == partition(classes))
    let huge = try KMeans(clusters: 2).fit(Matrix(rows: [[3e38, -3e38], [-3e38, 3e38], [3e38, -2.9e38]]))
    #expect(huge.labels == [0, 1, 0] && huge.distances.allSatisfy { $0.isFinite })
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4]])
    func failure(_ kmeans: KMeans, _ features: Matrix) -> LearningError? {
      do {
        _ = try kmeans.fit(features)
        return nil
      } catch { return error }
    }
    #expect(failure(KMeans(clusters: 2), features) == nil)
    for kmeans in [
      KMeans(clusters: 3), KMeans(clusters: 0), KMeans(clusters: -1), KMeans(clusters: 1, restarts: 0),
      KMeans(clusters: 1, iterations: 0), KMeans(clusters: 1, tolerance: -1),
      KMeans(clusters: 1, tolerance: .nan),
    ] {
      guard case .parameter = failure(kmeans, features) else {
        Issue.record("accepted: \(kmeans)")
        continue
      }
    }
    guard case .parameter = failure(KMeans(clusters: 1), Matrix(rows: 0, columns: 2, storage: [])) else {
      Issue.record("accepted no rows")
      return
    }
    #expect(failure(KMeans(clusters: 1), Matrix(rows: 2, columns: 0, storage: [])) == .noFeatures)
    for bad in [Float.nan, .infinity, -.infinity] {
      #expect(
        failure(KMeans(clusters: 1), try Matrix(rows: [[1, 2], [3, bad]]))
          == .notFinite(what: "the features", row: 1, column: 1))
    }
    #expect(throws: LearningError.mismatch(what: "the columns of the features", expected: 1, found: 2)) {
      try features.nearestRows(in: Matrix(rows: [[1]]))
    }
    #expect(throws: LearningError.self) { try features.nearestRows(in: Matrix(rows: [])) }
  }

  @Test func aCancelledTaskEnds() async throws {
    var draws = Draws(1)
    let features = draws.matrix(500, 8)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try KMeans(clusters: 50).fit(features)
    }
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
