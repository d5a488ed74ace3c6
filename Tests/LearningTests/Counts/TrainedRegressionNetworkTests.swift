import Foundation
import Testing

@testable import Learning

@Suite("Regression networks")
struct TrainedRegressionNetworkTests {
  /// Two columns make the number by their product, which no line can; a third tells the class.
  private func example(_ rows: Int = 240) -> (features: Matrix, numbers: [Double], classes: [Int]) {
    var draws = Draws(5)
    let features = draws.matrix(rows, 3)
    let numbers = (0..<rows).map { row -> Double in
      let product = Double(features[row, 0] * features[row, 1])
      return 50 + 10 * product
    }
    return (features, numbers, (0..<rows).map { features[$0, 2] > 0 ? 1 : 0 })
  }

  private let quick = NetworkParameters(seed: 2, channels: 8, epochs: 60, patience: 15, learningRate: 5e-3)

  private func meanSquare(_ found: [Double], _ expected: [Double]) -> Double {
    zip(found, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(found.count)
  }

  @Test func learnsWhatNoLineCan() throws {
    let (features, numbers, _) = example()
    let new = Array(200..<240)
    let known = Array(0..<200)
    let truth = new.map { numbers[$0] }
    let network = try TrainedRegressionNetwork.train(
      features.selecting(rows: known), numbers: known.map { numbers[$0] }, parameters: quick)
    let line = try TrainedRegression.train(
      features.selecting(rows: known), numbers: known.map { numbers[$0] },
      parameters: RegressionParameters())
    let found = try network.answers(features.selecting(rows: new))
    let straight = try line.answers(features.selecting(rows: new))
    #expect(meanSquare(found.numbers, truth) < 0.4 * meanSquare(straight, truth))
    #expect(found.shares.columns == 0 && network.classCount == 0)
    #expect(!network.validationLosses.isEmpty && network.losses.count <= 60)
  }

  @Test func learnsAClassWithTheNumberAndMissesNeither() throws {
    let (features, numbers, classes) = example()
    // Every third row hides its number, every fourth its class.
    let partly = try TrainedRegressionNetwork.train(
      features, numbers: numbers.enumerated().map { $0 % 3 == 0 ? nil : $1 },
      classes: classes.enumerated().map { $0 % 4 == 0 ? nil : $1 }, classCount: 2, parameters: quick)
    let found = try partly.answers(features)
    let right = classes.indices.count { (found.shares[$0, 1] > 0.5) == (classes[$0] == 1) }
    #expect(right >= 225, "\(right)")
    let hidden = stride(from: 0, to: 240, by: 3).map { $0 }
    let mean = numbers.reduce(0, +) / 240
    let error = meanSquare(hidden.map { found.numbers[$0] }, hidden.map { numbers[$0] })
    #expect(error < 0.5 * meanSquare(hidden.map { _ in mean }, hidden.map { numbers[$0] }), "\(error)")
    for row in 0..<240 { #expect(abs(found.shares.row(row).reduce(0, +) - 1) < 1e-5) }
  }

  @Test func isRepeatableAndRowsDoNotMeet() throws {
    let (features, numbers, classes) = example(70)
    let parameters = NetworkParameters(seed: 4, epochs: 5)
    func train() throws -> TrainedRegressionNetwork {
      try TrainedRegressionNetwork.train(
        features, numbers: numbers, classes: classes, classCount: 2, parameters: parameters)
    }
    let network = try train()
    #expect(try train() == network)
    let all = try network.answers(features)
    for row in [0, 63, 64, 69] {
      let alone = try network.answers(features.selecting(rows: [row]))
      #expect(alone.numbers == [all.numbers[row]] && Array(alone.shares.row(0)) == Array(all.shares.row(row)))
    }
    let far = try network.answers(Matrix(rows: [[1e30, -1e30, 3e38]]))
    #expect(far.numbers[0].isFinite)
  }

  @Test func survivesJSONAndRefusesDamage() throws {
    let (features, numbers, classes) = example(30)
    let network = try TrainedRegressionNetwork.train(
      features, numbers: numbers, classes: classes, classCount: 2,
      parameters: NetworkParameters(hidden: 4, epochs: 2))
    let data = try JSONEncoder().encode(network)
    let back = try JSONDecoder().decode(TrainedRegressionNetwork.self, from: data)
    #expect(back == network)
    #expect(try back.answers(features).numbers == network.answers(features).numbers)
    for (key, value) in [("featureCount", 4 as Any), ("classCount", Int.max), ("numbers", [] as [Any])] {
      var parts = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      parts[key] = value
      let damaged = try JSONSerialization.data(withJSONObject: parts)
      #expect(throws: DecodingError.self, "\(key)") {
        try JSONDecoder().decode(TrainedRegressionNetwork.self, from: damaged)
      }
    }
  }

  @Test func badInputIsAnError() async throws {
    let (features, numbers, classes) = example(12)
    func train(
      _ features: Matrix, _ numbers: [Double?], _ classes: [Int?] = [], count: Int = 0,
      _ parameters: NetworkParameters = NetworkParameters(epochs: 1), folds: [Int]? = nil
    ) throws {
      _ = try TrainedRegressionNetwork.train(
        features, numbers: numbers, classes: classes, classCount: count, parameters: parameters,
        innerFolds: folds)
    }
    #expect(throws: LearningError.noExamples) { try train(Matrix(rows: []), []) }
    #expect(throws: LearningError.noExamples) { try train(features, numbers.map { _ in nil }) }
    #expect(throws: LearningError.noFeatures) { try train(Matrix(rows: [[], []]), [1, 2]) }
    #expect(throws: LearningError.self) { try train(features, [1]) }
    #expect(throws: LearningError.self) { try train(features, numbers.map { _ in .infinity }) }
    #expect(throws: LearningError.self) { try train(features, numbers, classes, count: 1) }
    #expect(throws: LearningError.self) { try train(features, numbers, [0], count: 2) }
    #expect(throws: LearningError.self) { try train(features, numbers, classes.map { $0 + 1 }, count: 2) }
    #expect(throws: LearningError.self) { try train(features, numbers, folds: [1]) }
    for parameters in [
      NetworkParameters(channels: 0), NetworkParameters(blocks: [2]), NetworkParameters(blocks: [.max, -1]),
      NetworkParameters(kernel: 4), NetworkParameters(dropout: 1),
      NetworkParameters(learningRate: .nan), NetworkParameters(classWeight: -1),
      NetworkParameters(patience: 0),
    ] {
      #expect(throws: LearningError.self) { try train(features, numbers, [], parameters) }
    }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try train(features, numbers)
    }
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
