import Foundation
import Testing

@testable import Learning

/// What statsmodels answers for count regressions, made by `tools/fixtures/counts.py`.
private struct GoldenCounts: Decodable {
  struct Fit: Decodable {
    let l2: Double
    let weights: [Double]
    let intercept: Double
    let dispersion: Double?
    let means: [Double]
  }

  struct Case: Decodable {
    let name: String
    let family: RegressionFamily
    let rows: [[Float]]
    let numbers: [Double]
    let new: [[Float]]
    let fits: [Fit]
  }

  struct Gamma: Decodable {
    let y: Double
    let r: Double
    let ratio: Double
    let digamma: Double
  }

  let tolerance: Double
  let cases: [Case]
  let gamma: [Gamma]

  static func read() throws -> GoldenCounts {
    let url = try #require(
      Bundle.module.url(forResource: "counts", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(GoldenCounts.self, from: Data(contentsOf: url))
  }
}

@Suite("Regressions of numbers")
struct TrainedRegressionTests {
  /// Counts with a known law: the first column raises the logarithm by 0.8, the others do nothing.
  private func example(
    rows: Int = 200, columns: Int = 3, seed: UInt64 = 3
  ) -> (features: Matrix, counts: [Double]) {
    var draws = Draws(seed)
    let features = draws.matrix(rows, columns)
    let counts = (0..<rows).map { row -> Double in
      let logarithm = 2 + 0.8 * Double(features[row, 0]) + 0.3 * Double(draws.normal())
      return exp(logarithm).rounded()
    }
    return (features, counts)
  }

  @Test func agreesWithStatsmodels() throws {
    let golden = try GoldenCounts.read()
    #expect(golden.cases.count == 6)
    for fixture in golden.cases {
      for fit in fixture.fits {
        let trained = try TrainedRegression.train(
          Matrix(rows: fixture.rows), numbers: fixture.numbers,
          parameters: RegressionParameters(family: fixture.family, l2: fit.l2))
        let place = "\(fixture.name), L2 \(fit.l2)"
        let apart = zip(trained.weights, fit.weights).map { abs($0 - $1) }.max() ?? .infinity
        #expect(apart <= golden.tolerance, "\(place): weights \(apart)")
        #expect(abs(trained.intercept - fit.intercept) <= golden.tolerance, "\(place): intercept")
        if let dispersion = fit.dispersion {
          let found = try #require(trained.dispersion)
          #expect(abs(found - dispersion) <= golden.tolerance * max(1, dispersion), "\(place): \(found)")
        } else {
          #expect(trained.dispersion == nil)
        }
        for (found, expected) in zip(try trained.answers(Matrix(rows: fixture.new)), fit.means) {
          #expect(abs(found - expected) <= 10 * golden.tolerance * max(1, expected), "\(place)")
        }
      }
    }
  }

  @Test func ridgeAgreesWithScikitLearn() throws {
    for fixture in try Golden.load().ridge {
      let features = try Matrix(rows: fixture.rows)
      let new = try Matrix(rows: fixture.new)
      let trained = try TrainedRegression.train(
        features, numbers: fixture.values, parameters: RegressionParameters(l2: fixture.l2))
      let blocks = try TrainedRegression.train(
        features, numbers: fixture.values,
        parameters: RegressionParameters(
          l2: fixture.l2 / Double(features.columns), blocks: [features.columns]))
      for (row, expected) in fixture.answers.enumerated() {
        #expect(abs(try trained.answers(new)[row] - expected[0]) <= 1e-6 * max(1, abs(expected[0])))
        // One block of k columns is the same model with a k-th of the penalty.
        #expect(abs(try blocks.answers(new)[row] - expected[0]) <= 1e-6 * max(1, abs(expected[0])))
      }
    }
  }

  @Test func gammaFunctionsAgreeWithSciPy() throws {
    for row in try GoldenCounts.read().gamma {
      let ratio = GammaFunctions.risingRatio(row.y, row.r)
      let digamma = GammaFunctions.digammaDifference(row.y, row.r)
      #expect(abs(ratio - row.ratio) <= 1e-9 * max(1, abs(row.ratio)), "\(row)")
      #expect(abs(digamma - row.digamma) <= 1e-9 * max(1, abs(row.digamma)), "\(row)")
    }
    // Both ways of taking the difference meet where one takes over from the other.
    for y in [1.0, 30, 5000] {
      for r in [1e4, 1e5] {
        let plain = GammaFunctions.logGamma(y + r) - GammaFunctions.logGamma(r) - y * log(r)
        #expect(abs(GammaFunctions.risingRatio(y, r) - plain) <= 1e-8 * max(1, abs(plain)))
        let slope = GammaFunctions.digamma(y + r) - GammaFunctions.digamma(r)
        #expect(abs(GammaFunctions.digammaDifference(y, r) - slope) <= 1e-9 * max(1, abs(slope)))
      }
    }
    #expect(abs(GammaFunctions.risingRatio(7, 1e15)) < 1e-12)
  }

  @Test(arguments: [RegressionFamily.poisson, .negativeBinomial])
  func theGradientIsThatOfTheLoss(family: RegressionFamily) throws {
    let (features, counts) = example(rows: 40)
    var table = DoubleMatrix(rows: 40, columns: 3)
    for index in table.storage.indices { table.storage[index] = Double(features.storage[index]) }
    var problem = CountProblem(table, counts, family: family, penalty: 0.3)
    let point = Array([0.2, -0.1, 0.4, 1.5, -0.7].prefix(problem.unknowns))
    var gradient = [Double](repeating: 0, count: point.count)
    var unused = gradient
    _ = problem.evaluate(point, &gradient)
    for index in point.indices {
      var (up, down) = (point, point)
      up[index] += 1e-5
      down[index] -= 1e-5
      let slope = (problem.evaluate(up, &unused) - problem.evaluate(down, &unused)) / 2e-5
      #expect(abs(slope - gradient[index]) <= 1e-7 * max(1, abs(slope)), "\(family) \(index)")
    }
  }

  @Test(arguments: RegressionFamily.allCases)
  func findsTheLawAndChoosesAPenalty(family: RegressionFamily) throws {
    let (features, counts) = example()
    let numbers = family == .gaussian ? counts.map { log1p($0) } : counts
    let trained = try TrainedRegression.train(
      features, numbers: numbers, parameters: RegressionParameters(family: family))
    #expect(trained.heldOutLosses.count == HeadParameters.l2Grid.count && trained.converged)
    let least = try #require(trained.heldOutLosses.min())
    let place = try #require(trained.heldOutLosses.firstIndex(of: least))
    #expect(trained.chosenL2 == HeadParameters.l2Grid[place])
    #expect(abs(trained.weights[0] - 0.8) < 0.15, "\(trained.weights)")
    #expect(trained.weights.dropFirst().allSatisfy { abs($0) < 0.1 }, "\(trained.weights)")
    let again = try TrainedRegression.train(
      features, numbers: numbers, parameters: RegressionParameters(family: family))
    #expect(again == trained)
    let all = try trained.answers(features)
    #expect(try trained.answers(features.selecting(rows: [17])) == [all[17]])
  }

  @Test(arguments: RegressionFamily.allCases)
  func survivesWhatDefeatsPlainFormulas(family: RegressionFamily) throws {
    func train(_ rows: [[Float]], _ numbers: [Double], l2: Double? = 0) throws -> TrainedRegression {
      try TrainedRegression.train(
        Matrix(rows: rows), numbers: numbers, parameters: RegressionParameters(family: family, l2: l2))
    }
    // Counts of 0 wherever the column is 1: the weight has no end without a penalty.
    let sides: [[Float]] = (0..<20).map { [$0 < 10 ? 1 : 0] }
    let counts: [Double] = (0..<20).map { $0 < 10 ? 0 : 5 }
    let separated = try train(sides, counts)
    let answers = try separated.answers(Matrix(rows: [[1], [0]]))
    #expect(abs(answers[0]) < 1e-3 && abs(answers[1] - 5) < 1e-3, "\(answers)")
    // A constant column, and one beside a copy of itself.
    let twins: [[Float]] = (0..<20).map { [3, Float($0), Float($0)] }
    let collinear = try train(twins, (0..<20).map { Double($0) }, l2: 0.01)
    #expect(collinear.weights[0] == 0 && collinear.weights.allSatisfy(\.isFinite))
    #expect(abs(collinear.weights[1] - collinear.weights[2]) < 1e-6)
    // No count at all, and the same count always.
    #expect(try train([[1], [2], [3]], [0, 0, 0], l2: nil).answers(Matrix(rows: [[9]])) == [0])
    let constant = try train([[1], [2], [3], [4]], [7, 7, 7, 7], l2: nil)
    #expect(abs(try constant.answers(Matrix(rows: [[9]]))[0] - 7) < 1e-3)
    // Huge counts, one row, and features far outside.
    let steps: [[Float]] = (0..<30).map { [Float($0)] }
    let huge = try train(steps, (0..<30).map { exp(Double($0)) }, l2: 0.1)
    #expect(try huge.answers(Matrix(rows: [[1e30], [-1e30], [3]])).allSatisfy(\.isFinite))
    #expect(try train([[1, 2]], [4], l2: nil).answers(Matrix(rows: [[1, 2]]))[0].rounded() == 4)
  }

  @Test func countsWithoutOverdispersionHaveNone() throws {
    // Variance below the mean: alpha runs to its lower limit, and NB2 becomes Poisson.
    let rows: [[Float]] = (0..<60).map { [Float($0 % 3)] }
    let numbers: [Double] = (0..<60).map { row in
      let step = row % 3 * 5
      return Double(10 + step + row % 2)
    }
    let nb = try TrainedRegression.train(
      Matrix(rows: rows), numbers: numbers,
      parameters: RegressionParameters(family: .negativeBinomial, l2: 0))
    let poisson = try TrainedRegression.train(
      Matrix(rows: rows), numbers: numbers, parameters: RegressionParameters(family: .poisson, l2: 0))
    #expect(try #require(nb.dispersion) < 1e-4)
    #expect(abs(nb.weights[0] - poisson.weights[0]) < 1e-4)
  }

  @Test func survivesJSONAndRefusesDamage() throws {
    let (features, counts) = example(rows: 30)
    let trained = try TrainedRegression.train(
      features, numbers: counts, parameters: RegressionParameters(family: .negativeBinomial, l2: 1))
    let data = try JSONEncoder().encode(trained)
    #expect(try JSONDecoder().decode(TrainedRegression.self, from: data) == trained)
    var parts = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    parts["weights"] = [1.0]
    let damaged = try JSONSerialization.data(withJSONObject: parts)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrainedRegression.self, from: damaged)
    }
  }

  @Test func badInputIsAnError() async throws {
    let (features, counts) = example(rows: 10)
    func train(
      _ features: Matrix, _ numbers: [Double], _ parameters: RegressionParameters, folds: [Int]? = nil
    ) throws {
      _ = try TrainedRegression.train(
        features, numbers: numbers, parameters: parameters, innerFolds: folds)
    }
    let poisson = RegressionParameters(family: .poisson)
    #expect(throws: LearningError.noExamples) { try train(Matrix(rows: []), [], poisson) }
    #expect(throws: LearningError.noFeatures) { try train(Matrix(rows: [[], []]), [1, 2], poisson) }
    #expect(throws: LearningError.self) { try train(features, [1], poisson) }
    #expect(throws: LearningError.self) { try train(features, counts.map { $0 - 1e6 }, poisson) }
    #expect(throws: LearningError.self) { try train(features, counts.map { _ in .nan }, poisson) }
    #expect(throws: LearningError.self) { try train(features, counts, RegressionParameters(l2: -1)) }
    #expect(throws: LearningError.self) { try train(features, counts, RegressionParameters(l2: .nan)) }
    #expect(throws: LearningError.self) { try train(features, counts, poisson, folds: [1]) }
    for blocks in [[1, 1], [4], [.max, .max], [-1, 4]] {
      #expect(throws: LearningError.self) {
        try train(features, counts, RegressionParameters(blocks: blocks))
      }
    }
    let trained = try TrainedRegression.train(features, numbers: counts, parameters: poisson)
    #expect(throws: LearningError.self) { try trained.answers(Matrix(rows: [[1]])) }
    #expect(throws: LearningError.self) { try trained.answers(Matrix(rows: [[1, .nan, 2]])) }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try TrainedRegression.train(features, numbers: counts, parameters: poisson)
    }
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
