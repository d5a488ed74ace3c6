import Testing

@testable import Learning

/// Small, degenerate and wrong inputs: a defined head or a clear error, never a crash.
@Suite struct EdgeCaseTests {
  private static let kinds = HeadKind.allCases

  @Test(arguments: kinds)
  func oneExample(_ kind: HeadKind) throws {
    let features = try Matrix(rows: [[1, 2, 3]])
    let parameters = HeadParameters(kind: kind, epochs: 3)
    let head = try TrainedHead.train(features, target: .classes([1], count: 3), parameters: parameters)
    #expect(try head.probabilities(Matrix(rows: [[9, -9, 0]])).storage == [0, 1, 0])
    let tags = try TrainedHead.train(features, target: .tags([[true, false]]), parameters: parameters)
    #expect(try tags.decision(features).storage.allSatisfy { $0.isFinite })
    if kind != .prototypes {
      let values = try TrainedHead.train(features, target: .values([5]), parameters: parameters)
      #expect(try values.decision(features).storage.allSatisfy { $0.isFinite })
    }
  }

  @Test(arguments: kinds)
  func oneClassOnly(_ kind: HeadKind) throws {
    var draws = Draws(1)
    let features = draws.matrix(10, 4)
    let head = try TrainedHead.train(
      features, target: .classes([Int](repeating: 2, count: 10), count: 4),
      parameters: HeadParameters(kind: kind, classWeights: .balanced, epochs: 3))
    #expect(try winners(head.decision(features)) == [Int](repeating: 2, count: 10))
    #expect(try head.probabilities(features).row(0).elementsEqual([0, 0, 1, 0]))
  }

  @Test(arguments: kinds)
  func constantColumnsAndRowsOfZeros(_ kind: HeadKind) throws {
    let constant = Matrix(rows: 8, columns: 5, storage: [Float](repeating: 0, count: 40))
    let head = try TrainedHead.train(
      constant, target: .classes([0, 1, 0, 1, 0, 1, 0, 0], count: 2),
      parameters: HeadParameters(kind: kind, epochs: 3))
    #expect(try head.probabilities(constant).storage.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test(arguments: kinds)
  func aClassWithASingleExampleAndFewerRowsThanColumns(_ kind: HeadKind) throws {
    var draws = Draws(12)
    let (features, _) = draws.clusters(9, 200, count: 3, apart: 2)
    let head = try TrainedHead.train(
      features, target: .classes([0, 1, 0, 1, 0, 1, 0, 1, 2], count: 3),
      parameters: HeadParameters(kind: kind, epochs: 3))
    #expect(try head.probabilities(features).storage.allSatisfy { $0.isFinite })
  }

  @Test(arguments: kinds)
  func enormousNumbersGiveAnAnswerOrAnError(_ kind: HeadKind) throws {
    let features = try Matrix(rows: [[3e38, 1], [-3e38, 2], [3e38, 3], [-3e38, 4]])
    let head = try TrainedHead.train(
      features, target: .classes([0, 1, 0, 1], count: 2), parameters: HeadParameters(kind: kind, epochs: 3))
    #expect(try head.decision(features).storage.allSatisfy { $0.isFinite })
    let small = try TrainedHead.train(
      Matrix(rows: [[1e-30], [2e-30], [3e-30], [4e-30]]), target: .classes([0, 0, 1, 1], count: 2),
      parameters: HeadParameters(kind: kind, epochs: 3))
    do {
      #expect(try small.decision(Matrix(rows: [[3e38]])).storage.allSatisfy { $0.isFinite })
    } catch {
      #expect(error == .notFinite(what: "the answers of the head", row: 0, column: 0))
    }
  }

  @Test func wrongInputsAreNamed() throws {
    let features = try Matrix(rows: [[1, 2], [3, 4]])
    func failure(
      _ features: Matrix, _ target: LearningTarget, _ parameters: HeadParameters = HeadParameters(),
      folds: [Int]? = nil
    ) -> LearningError? {
      do {
        _ = try TrainedHead.train(features, target: target, parameters: parameters, innerFolds: folds)
        return nil
      } catch { return error }
    }
    let infinite = try Matrix(rows: [[1, 2], [.infinity, 4]])
    let good = LearningTarget.classes([0, 1], count: 2)
    #expect(failure(features, good) == nil)
    #expect(failure(Matrix(rows: 0, columns: 2, storage: []), .classes([], count: 2)) == .noExamples)
    #expect(failure(Matrix(rows: 2, columns: 0, storage: []), good) == .noFeatures)
    #expect(
      failure(features, .classes([0], count: 2))
        == .mismatch(what: "the rows of the target", expected: 2, found: 1))
    #expect(failure(features, .classes([0, 2], count: 2)) == .classOutOfRange(row: 1, found: 2, count: 2))
    #expect(failure(features, .classes([0, -1], count: 2)) == .classOutOfRange(row: 1, found: -1, count: 2))
    #expect(failure(features, .classes([0, 0], count: 0)) == .noOutputs)
    #expect(failure(features, .tags([[], []])) == .noOutputs)
    #expect(
      failure(features, .tags([[true], []])) == .mismatch(what: "the tags of row 1", expected: 1, found: 0))
    #expect(
      failure(features, .values([1, .nan])) == .notFinite(what: "the values to learn", row: 1, column: 0))
    #expect(
      failure(infinite, good)
        == .notFinite(what: "the features", row: 1, column: 0))
    #expect(failure(features, good, folds: [1]) == .mismatch(what: "the inner folds", expected: 2, found: 1))
    #expect(failure(features, good, folds: [3, 3]) == nil)
    for parameters in [
      HeadParameters(l2: 0), HeadParameters(l2: .nan), HeadParameters(epochs: 0), HeadParameters(dropout: 1),
      HeadParameters(learningRate: -1), HeadParameters(momentum: .nan), HeadParameters(batchSize: 0),
      HeadParameters(neighbours: 0), HeadParameters(hiddenUnits: -4), HeadParameters(patience: 0),
    ] {
      guard case .parameter = failure(features, good, parameters) else {
        Issue.record("accepted: \(parameters)")
        continue
      }
    }
    let head = try TrainedHead.train(features, target: good, parameters: HeadParameters())
    #expect(throws: LearningError.mismatch(what: "the columns of the features", expected: 2, found: 3)) {
      try head.decision(Matrix(rows: [[1, 2, 3]]))
    }
    #expect(throws: LearningError.notFinite(what: "the features", row: 0, column: 1)) {
      try head.decision(Matrix(rows: [[1, .nan]]))
    }
  }
}
