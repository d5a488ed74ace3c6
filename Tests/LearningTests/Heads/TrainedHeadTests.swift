import Foundation
import Testing

@testable import Learning

@Suite struct TrainedHeadTests {
  private static let classifiers = HeadKind.allCases
  private static let regressors = HeadKind.allCases.filter { $0 != .prototypes }

  private func clusters(_ rows: Int = 120, seed: UInt64 = 4) -> (features: Matrix, classes: [Int]) {
    var draws = Draws(seed)
    return draws.clusters(rows, 16, count: 3, apart: 2)
  }

  @Test(arguments: classifiers)
  func learnsClassesThatLieApart(_ kind: HeadKind) throws {
    let (features, classes) = clusters()
    let training = Array(0..<90)
    let head = try TrainedHead.train(
      features.selecting(rows: training), target: .classes(training.map { classes[$0] }, count: 3),
      parameters: HeadParameters(kind: kind))
    let probabilities = try head.probabilities(features.selecting(rows: Array(90..<120)))
    #expect(share(winners(probabilities), equal: Array(classes[90...])) > 0.95)
    for row in 0..<probabilities.rows { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-5) }
    #expect((head.chosenL2 != nil) == (kind == .logistic || kind == .ridge))
    #expect((head.course == nil) == (kind != .mlp && kind != .linearSGD))
    if let course = head.course, let first = course.losses.first, let last = course.losses.last {
      #expect(last < first / 2)
      #expect(course.accuracies.count == course.losses.count && course.accuracies.last == 1)
    }
  }

  @Test(arguments: classifiers)
  func learnsTagsAndAnswersConstantOnesAsConstants(_ kind: HeadKind) throws {
    let (features, classes) = clusters()
    let tags = classes.map { [$0 == 0, $0 != 1, true, false] }
    let head = try TrainedHead.train(features, target: .tags(tags), parameters: HeadParameters(kind: kind))
    let shares = try head.probabilities(features)
    let right = (0..<shares.rows).reduce(0) { sum, row in
      sum + (0..<4).filter { (shares[row, $0] > 0.5) == tags[row][$0] }.count
    }
    #expect(Double(right) / Double(4 * shares.rows) > 0.95)
    #expect((0..<shares.rows).allSatisfy { shares[$0, 2] > 0.99 && shares[$0, 3] < 0.01 })
  }

  @Test(arguments: regressors)
  func learnsValues(_ kind: HeadKind) throws {
    let (features, classes) = clusters()
    let values = classes.map { 1_000 + 50 * Double($0) }
    let head = try TrainedHead.train(
      features, target: .values(values), parameters: HeadParameters(kind: kind))
    let answers = try head.decision(features)
    let error =
      zip(answers.storage, values).reduce(0) { $0 + abs(Double($1.0) - $1.1) } / Double(values.count)
    #expect(error < 15)
    #expect(throws: LearningError.self) { try head.probabilities(features) }
  }

  @Test func prototypesRefuseValues() {
    let (features, _) = clusters()
    let target = LearningTarget.values([Double](repeating: 1, count: features.rows))
    #expect(
      throws: LearningError.unsupported(
        head: .prototypes, target: "numbers", instead: "logistic, ridge, mlp or knn")
    ) {
      try TrainedHead.train(features, target: target, parameters: HeadParameters(kind: .prototypes))
    }
  }

  @Test func exclusiveOrIsLearnedByANetworkAndNotByALine() throws {
    var draws = Draws(6)
    let corners: [(Float, Float)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
    let rows = (0..<200).map {
      [corners[$0 % 4].0 + 0.05 * draws.normal(), corners[$0 % 4].1 + 0.05 * draws.normal()]
    }
    let classes = (0..<200).map { [0, 1, 1, 0][$0 % 4] }
    let features = try Matrix(rows: rows)
    func score(_ kind: HeadKind) throws -> Double {
      let parameters = HeadParameters(kind: kind, hiddenUnits: 32, epochs: 200, learningRate: 1e-2)
      let head = try TrainedHead.train(features, target: .classes(classes, count: 2), parameters: parameters)
      return share(winners(try head.decision(features)), equal: classes)
    }
    #expect(try score(.mlp) > 0.98)
    #expect(try score(.linearSGD) < 0.8)
    #expect(try score(.logistic) < 0.8)
  }

  @Test(arguments: classifiers)
  func trainingAgainGivesTheSameBitsAndSoDoesReadingBack(_ kind: HeadKind) throws {
    let (features, classes) = clusters()
    let parameters = HeadParameters(kind: kind, seed: 9, epochs: 10)
    let target = LearningTarget.classes(classes, count: 4)
    var head = try TrainedHead.train(features, target: target, parameters: parameters)
    #expect(try head == TrainedHead.train(features, target: target, parameters: parameters))
    head.temperature = 1.25
    let back = try JSONDecoder().decode(TrainedHead.self, from: JSONEncoder().encode(head))
    #expect(back == head)
    #expect(try back.probabilities(features) == head.probabilities(features))
  }

  @Test(arguments: classifiers)
  func aRowsAnswerDoesNotDependOnItsNeighbours(_ kind: HeadKind) throws {
    let (features, classes) = clusters(150)
    let head = try TrainedHead.train(
      features, target: .classes(classes, count: 3), parameters: HeadParameters(kind: kind, epochs: 5))
    let together = try head.decision(features)
    for row in [0, 1, 7, 63, 64, 70, 127, 149] {
      let alone = try head.decision(features.selecting(rows: [row]))
      #expect(alone.storage == Array(together.row(row)))
    }
    #expect(try head.decision(Matrix(rows: 0, columns: 16, storage: [])).rows == 0)
  }

  @Test func balancedWeightsRaiseARareClass() throws {
    var draws = Draws(2)
    let (features, _) = draws.clusters(100, 4, count: 1, apart: 0)
    let classes = (0..<100).map { $0 < 8 ? 1 : 0 }
    func rare(_ weighting: ClassWeights, _ kind: HeadKind) throws -> Float {
      let parameters = HeadParameters(kind: kind, classWeights: weighting, l2: 0.5)
      let head = try TrainedHead.train(features, target: .classes(classes, count: 2), parameters: parameters)
      let shares = try head.probabilities(features)
      return (0..<100).reduce(0) { $0 + shares[$1, 1] } / 100
    }
    for kind in [HeadKind.logistic, .linearSGD, .mlp, .knn] {
      #expect(try rare(.balanced, kind) > 1.5 * rare(.none, kind))
    }
  }

  @Test func aDamagedHeadIsADecodingError() throws {
    let (features, classes) = clusters()
    for kind in HeadKind.allCases {
      let head = try TrainedHead.train(
        features, target: .classes(classes, count: 3), parameters: HeadParameters(kind: kind, epochs: 1))
      let json = String(decoding: try JSONEncoder().encode(head), as: UTF8.self)
      let damaged = json.replacing("\"dimensions\":16", with: "\"dimensions\":15")
      #expect(damaged != json)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TrainedHead.self, from: Data(damaged.utf8))
      }
    }
  }

  @Test(arguments: classifiers)
  func aCancelledTaskStops(_ kind: HeadKind) async throws {
    let (features, classes) = clusters()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      let parameters = HeadParameters(kind: kind, epochs: 1_000_000)
      return try TrainedHead.train(features, target: .classes(classes, count: 3), parameters: parameters)
        .decision(features)
    }
    await #expect(throws: LearningError.cancelled) { try await task.value }
  }
}
