import Foundation
import Learning
import Testing

/// What scikit-learn's LinearSVC and LogisticRegression answer by LIBLINEAR, made by `tools/fixtures/text_svm.py`.
private struct GoldenSparse: Decodable {
  struct Row: Decodable {
    let indices: [Int32]
    let values: [Float]
  }

  struct Case: Decodable {
    let loss: SparseLoss
    let c: Double
    let balanced: Bool
    let columns: Int
    let rows: [Row]
    let classes: [Int]
    let new: [Row]
    let margins: [[Double]]
  }

  let tolerance: Double
  let cases: [Case]

  static func read() throws -> GoldenSparse {
    let url = try #require(
      Bundle.module.url(forResource: "sparse", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(GoldenSparse.self, from: Data(contentsOf: url))
  }
}

@Suite("Linear models on sparse rows")
struct SparseLinearModelTests {
  private func rows(_ golden: [GoldenSparse.Row]) throws -> [SparseRow] {
    try golden.map { try SparseRow(indices: $0.indices, values: $0.values) }
  }

  private func example() throws -> (rows: [SparseRow], classes: [Int], columns: Int) {
    let golden = try #require(try GoldenSparse.read().cases.first)
    return (try rows(golden.rows), golden.classes, golden.columns)
  }

  @Test func agreesWithScikitLearn() throws {
    let golden = try GoldenSparse.read()
    #expect(golden.cases.count == 6)
    for fixture in golden.cases {
      let parameters = SparseLinearParameters(
        loss: fixture.loss, c: fixture.c, classWeights: fixture.balanced ? .balanced : .none)
      let rows = try rows(fixture.rows)
      let new = try self.rows(fixture.new)
      let model = try SparseLinearModel.train(
        rows, columns: fixture.columns, target: .classes(fixture.classes, count: 3), parameters: parameters)
      #expect(
        distance(try model.decision(new), fixture.margins) <= golden.tolerance, "\(fixture.loss) \(fixture.c)"
      )
      let tags = fixture.classes.map { label in (0..<3).map { $0 == label } }
      let tagged = try SparseLinearModel.train(
        rows, columns: fixture.columns, target: .tags(tags), parameters: parameters)
      #expect(
        distance(try tagged.decision(new), fixture.margins) <= golden.tolerance,
        "\(fixture.loss) \(fixture.c)")
    }
  }

  @Test(arguments: SparseLoss.allCases)
  func twoClassesShareOneQuestion(loss: SparseLoss) throws {
    let golden = try #require(try GoldenSparse.read().cases.first { $0.loss == loss && $0.c == 0.1 })
    let rows = try rows(golden.rows)
    let new = try self.rows(golden.new)
    let model = try SparseLinearModel.train(
      rows, columns: golden.columns, target: .classes(golden.classes.map { $0 == 2 ? 1 : 0 }, count: 2),
      parameters: SparseLinearParameters(loss: loss, c: 0.1))
    let margins = try model.decision(new)
    for row in 0..<new.count {
      #expect(margins[row, 0] == -margins[row, 1])
      #expect(abs(Double(margins[row, 1]) * 2 - golden.margins[row][2]) <= 1e-3)
      let sum = try model.probabilities(new).row(row).reduce(0, +)
      #expect(abs(sum - 1) <= 1e-6)
    }
  }

  @Test(arguments: SparseLoss.allCases, [ClassWeights.none, .balanced])
  func trainingIsRepeatableAndChoosesC(loss: SparseLoss, weights: ClassWeights) throws {
    let (rows, classes, columns) = try example()
    let parameters = SparseLinearParameters(loss: loss, classWeights: weights, seed: 4)
    let first = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes, count: 3), parameters: parameters)
    let second = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes, count: 3), parameters: parameters)
    #expect(first == second)
    #expect(first.heldOutLosses.count == SparseLinearParameters.grid.count)
    let least = try #require(first.heldOutLosses.min())
    let place = try #require(first.heldOutLosses.firstIndex(of: least))
    #expect(first.chosenC == SparseLinearParameters.grid[place])
    // What is right most often by the largest class alone is 50 %.
    let found = winners(try first.decision(rows))
    #expect(share(found, equal: classes) >= 0.7)
  }

  @Test func aRowDoesNotDependOnItsNeighbours() throws {
    let (rows, classes, columns) = try example()
    let model = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes, count: 3), parameters: SparseLinearParameters(c: 1))
    let all = try model.decision(rows)
    for (place, row) in rows.enumerated() {
      #expect(try Array(model.decision([row]).row(0)) == Array(all.row(place)))
    }
  }

  @Test func whatCannotBeLearnedIsConstant() throws {
    let (rows, classes, columns) = try example()
    let absent = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes, count: 5), parameters: SparseLinearParameters())
    #expect(try absent.probabilities(rows).row(0).suffix(2).allSatisfy { $0 == 0 })
    let single = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes.map { _ in 1 }, count: 2),
      parameters: SparseLinearParameters())
    #expect(try Array(single.probabilities(rows).row(0)) == [0, 1])
    let tags = try SparseLinearModel.train(
      rows, columns: columns, target: .tags(classes.map { [true, $0 == 0, false] }),
      parameters: SparseLinearParameters(loss: .logistic))
    let shares = try tags.probabilities(rows)
    #expect((0..<rows.count).allSatisfy { shares[$0, 0] > 0.98 && shares[$0, 2] < 0.02 })
    let empty = try SparseLinearModel.train(
      [SparseRow(), SparseRow()], columns: 1, target: .classes([0, 1], count: 2),
      parameters: SparseLinearParameters())
    #expect(try Array(empty.probabilities([SparseRow()]).row(0)) == [0.5, 0.5])
  }

  @Test func survivesJSONAndRefusesDamage() throws {
    let (rows, classes, columns) = try example()
    var model = try SparseLinearModel.train(
      rows, columns: columns, target: .classes(classes, count: 3), parameters: SparseLinearParameters(c: 1))
    model.temperature = 0.25
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(SparseLinearModel.self, from: data) == model)
    var parts = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    parts["intercepts"] = [1, 2]
    let damaged = try JSONSerialization.data(withJSONObject: parts)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SparseLinearModel.self, from: damaged)
    }
  }

  @Test func badInputIsAnError() throws {
    let (rows, classes, columns) = try example()
    let target = LearningTarget.classes(classes, count: 3)
    func train(
      _ rows: [SparseRow], _ columns: Int, _ target: LearningTarget, c: Double? = 1, folds: [Int]? = nil
    ) throws {
      _ = try SparseLinearModel.train(
        rows, columns: columns, target: target, parameters: SparseLinearParameters(c: c), innerFolds: folds)
    }
    #expect(throws: LearningError.noExamples) { try train([], 1, .classes([], count: 2)) }
    #expect(throws: LearningError.noFeatures) { try train(rows, 0, target) }
    #expect(throws: LearningError.self) { try train(rows, columns - 5, target) }
    #expect(throws: LearningError.self) { try train(rows, .max, target) }
    #expect(throws: LearningError.self) { try train(rows, columns, .classes([0], count: 1)) }
    #expect(throws: LearningError.self) { try train(rows, columns, .values(classes.map(Double.init))) }
    #expect(throws: LearningError.self) { try train(rows, columns, target, c: 0) }
    #expect(throws: LearningError.self) { try train(rows, columns, target, c: .nan) }
    #expect(throws: LearningError.self) { try train(rows, columns, target, c: nil, folds: [1]) }
    #expect(throws: LearningError.self) { try SparseRow(indices: [1, 1], values: [1, 1]) }
    #expect(throws: LearningError.self) { try SparseRow(indices: [-1], values: [1]) }
    #expect(throws: LearningError.self) { try SparseRow(indices: [.max], values: [1]) }
    #expect(throws: LearningError.self) { try SparseRow(indices: [1], values: [.nan]) }
    #expect(throws: LearningError.self) { try SparseRow(indices: [1], values: []) }
  }

  @Test func cancellationEndsTraining() async throws {
    let (rows, classes, columns) = try example()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try SparseLinearModel.train(
        rows, columns: columns, target: .classes(classes, count: 3), parameters: SparseLinearParameters())
    }
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
