import Foundation
import Testing

@testable import Learning

@Suite struct FusedHeadTests {
  /// The first part says the class, the second is noise; some examples lack one.
  static func material(rows: Int = 72, missing: Bool = true) throws -> (FusedFeatures, [Int]) {
    var draws = Draws(21)
    let (features, classes) = draws.clusters(rows, 6, count: 3, apart: 2)
    let noise = draws.matrix(rows, 4)
    let examples = (0..<rows).map { row -> [[Float]?] in
      [
        missing && row % 17 == 3 ? nil : Array(features.row(row)),
        missing && row % 11 == 5 ? nil : Array(noise.row(row)),
      ]
    }
    return (try FusedFeatures(examples, widths: [6, 4]), classes)
  }

  static func parameters(_ rule: FusionRule) -> FusedHeadParameters {
    FusedHeadParameters(rule: rule, hiddenUnits: 16, epochs: 20, batchSize: 8)
  }

  @Test(arguments: FusionRule.allCases)
  func learnsFromTheInformativePart(_ rule: FusionRule) throws {
    let (features, classes) = try Self.material()
    let head = try FusedHead.train(
      features, target: .classes(classes, count: 3), parameters: Self.parameters(rule))
    let decision = try head.decision(features)
    #expect(share(winners(decision.outputs), equal: classes) > 0.8)
    let probabilities = try head.probabilities(decision)
    for row in 0..<probabilities.rows {
      #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-5)
    }
    #expect(head.course.losses.count >= head.course.bestEpochs)
    #expect((1...20).contains(head.course.bestEpochs))
    if rule == .concatenation {
      #expect(head.course.weights.isEmpty && head.weights == nil)
    } else {
      #expect(head.course.weights.count == head.course.losses.count)
      #expect(head.course.weights.allSatisfy { $0.count == 2 })
    }
    // A missing part has no weight, a present one takes it over.
    if rule == .softmaxWeights || rule == .gate {
      for row in 0..<features.rows {
        let weights = decision.weights.row(row)
        guard features.present.contains(where: { $0[row] }) else { continue }
        #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
        for (part, weight) in weights.enumerated() where !features.present[part][row] { #expect(weight == 0) }
      }
    }
  }

  /// What the study found: the weight of a part that adds nothing goes towards 0.
  @Test func theWeightOfNoiseGoesToZero() throws {
    let (features, classes) = try Self.material(rows: 150)
    let head = try FusedHead.train(
      features, target: .classes(classes, count: 3), parameters: Self.parameters(.softmaxWeights))
    let weights = try #require(head.weights)
    #expect(weights[0] > 0.9 && abs(weights.reduce(0, +) - 1) < 1e-5)
    let last = try #require(head.course.weights.last)
    #expect(last[1] < 0.1)
  }

  /// Two parts that are equally good have about equal weights, and together are better than either alone.
  @Test func equalPartsShareTheWeight() throws {
    var draws = Draws(5)
    let (first, classes) = draws.clusters(150, 6, count: 3, apart: 0.7)
    let (second, _) = draws.clusters(150, 6, count: 3, apart: 0.7)
    let both = try FusedFeatures(
      (0..<150).map { [Array(first.row($0)), Array(second.row($0))] }, widths: [6, 6])
    let head = try FusedHead.train(
      both, target: .classes(classes, count: 3), parameters: Self.parameters(.softmaxWeights))
    let weights = try #require(head.weights)
    #expect((0.2...0.8).contains(weights[0]))
    let least = try #require(head.course.validationLosses.min())
    for part in [first, second] {
      let alone = try FusedHead.train(
        FusedFeatures((0..<150).map { [Array(part.row($0))] }, widths: [6]),
        target: .classes(classes, count: 3), parameters: Self.parameters(.softmaxWeights))
      let loss = try #require(alone.course.validationLosses.min())
      #expect(least < loss)
    }
  }

  /// The penalty keeps the sum of the weights near 1, the more the larger lambda is.
  @Test(arguments: [Float(0.1), 0.3])
  func penalisedWeightsStayNearTheSimplex(_ lambda: Float) throws {
    let (features, classes) = try Self.material(rows: 150, missing: false)
    var parameters = FusedHeadParameters(rule: .penalisedWeights, hiddenUnits: 32, lambda: lambda)
    #expect(parameters.epochs(rows: 1_000) == 10 && parameters.batchSize == 64)
    #expect(parameters.optimiser == .sgd(rate: 0.1, momentum: 0.5, decay: 0))
    func distance() throws -> Double {
      let head = try FusedHead.train(
        features, target: .classes(classes, count: 3), parameters: parameters)
      let weights = try #require(head.weights)
      #expect(weights[0] > weights[1])
      return abs(weights.reduce(-1, +)) + weights.reduce(0) { $0 - min($1, 0) }
    }
    let held = try distance()
    parameters.lambda = 0
    let free = try distance()
    #expect(held < free)
  }

  @Test(arguments: FusionRule.allCases)
  func tagsAndValues(_ rule: FusionRule) throws {
    let (features, classes) = try Self.material()
    let tags = classes.map { [$0 == 0, $0 > 0, true] }
    let tagged = try FusedHead.train(features, target: .tags(tags), parameters: Self.parameters(rule))
    let decision = try tagged.decision(features)
    let shares = try tagged.probabilities(decision)
    let right = (0..<features.rows).filter { (shares[$0, 0] >= 0.5) == tags[$0][0] }.count
    #expect(Double(right) / Double(features.rows) > 0.8)
    #expect((0..<features.rows).allSatisfy { shares[$0, 2] > 0.9 }, "a tag that always holds")

    let values = classes.map { 100 + 50 * Double($0) }
    let head = try FusedHead.train(features, target: .values(values), parameters: Self.parameters(rule))
    let answers = try head.decision(features).outputs
    let mean = values.reduce(0, +) / Double(values.count)
    let error = (0..<features.rows).reduce(0.0) { $0 + abs(Double(answers[$1, 0]) - values[$1]) }
    let naive = values.reduce(0.0) { $0 + abs($1 - mean) }
    #expect(error < 0.7 * naive)
    let numbers = try head.decision(features)
    #expect(throws: LearningError.self) { try head.probabilities(numbers) }
  }

  @Test(arguments: FusionRule.allCases)
  func aRowsAnswerDoesNotDependOnOthersNorOnThreads(_ rule: FusionRule) throws {
    let (features, classes) = try Self.material()
    func head(threads: Int) throws -> FusedHead {
      try FusedHead.train(
        features, target: .classes(classes, count: 3), parameters: Self.parameters(rule), threads: threads)
    }
    let trained = try head(threads: 1)
    #expect(try head(threads: 2) == trained)
    let all = try trained.decision(features)
    for row in [0, 3, 65, 71] {
      let one = try trained.decision(features.selecting(rows: [row]))
      #expect(Array(one.outputs.row(0)) == Array(all.outputs.row(row)))
      #expect(Array(one.weights.row(0)) == Array(all.weights.row(row)))
    }
  }

  @Test(arguments: FusionRule.allCases)
  func survivesJSONAndRefusesWhatDoesNotFit(_ rule: FusionRule) throws {
    let (features, classes) = try Self.material(rows: 40)
    let head = try FusedHead.train(
      features, target: .classes(classes, count: 3), parameters: Self.parameters(rule))
    let data = try JSONEncoder().encode(head)
    #expect(try JSONDecoder().decode(FusedHead.self, from: data) == head)
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    for (key, value) in [
      ("learned", [0, 1, 7] as Any), ("layout", ["widths": [6, 5]]), ("knownParts", [true]),
      ("constants", [0, 0]),
    ] {
      var broken = object
      broken[key] = value
      let bytes = try JSONSerialization.data(withJSONObject: broken)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(FusedHead.self, from: bytes) }
    }
    object["temperature"] = 2
    let bytes = try JSONSerialization.data(withJSONObject: object)
    #expect(try JSONDecoder().decode(FusedHead.self, from: bytes).temperature == 2)
  }

  /// A part that no example has is passed over, in training and in answers.
  @Test(arguments: FusionRule.allCases)
  func aPartThatIsNeverThere(_ rule: FusionRule) throws {
    let (features, classes) = try Self.material(rows: 60)
    let without = features.keeping(parts: [true, false])
    let head = try FusedHead.train(
      without, target: .classes(classes, count: 3), parameters: Self.parameters(rule))
    #expect(head.knownParts == [true, false])
    let (full, bare) = (try head.decision(features), try head.decision(without))
    #expect(full == bare)
    let known = head.knowsPart(of: features.keeping(parts: [false, true]))
    #expect(known.allSatisfy { !$0 })
    let nothing = try head.decision(features.keeping(parts: [false, false]))
    #expect(nothing.outputs.storage.allSatisfy { $0.isFinite })
  }

  @Test func nothingToHoldOut() throws {
    let (features, classes) = try Self.material(rows: 30)
    for rule in FusionRule.allCases {
      let head = try FusedHead.train(
        features, target: .classes(classes, count: 3), parameters: Self.parameters(rule),
        innerFolds: [Int](repeating: 0, count: 30))
      #expect(head.course.bestEpochs == 20)
      #expect(head.course.validationLosses.isEmpty)
    }
  }

  @Test func badInput() throws {
    #expect(throws: LearningError.noFeatures) { try FusedFeatures([], widths: []) }
    #expect(throws: LearningError.self) { try FusedFeatures([[[1, 2]]], widths: [3]) }
    #expect(throws: LearningError.self) { try FusedFeatures([[[1], nil]], widths: [1]) }
    #expect(throws: LearningError.self) { try FusedFeatures([[[.nan]]], widths: [1]) }
    let (features, classes) = try Self.material(rows: 30)
    for wrong in [
      FusedHeadParameters(hiddenUnits: 0), FusedHeadParameters(dropout: 1), FusedHeadParameters(epochs: 0),
      FusedHeadParameters(batchSize: 0), FusedHeadParameters(lambda: .infinity),
    ] {
      #expect(throws: LearningError.self) {
        try FusedHead.train(features, target: .classes(classes, count: 3), parameters: wrong)
      }
    }
    #expect(throws: LearningError.noExamples) {
      try FusedHead.train(
        features.keeping(parts: [false, false]), target: .classes(classes, count: 3),
        parameters: Self.parameters(.gate))
    }
    let head = try FusedHead.train(
      features, target: .classes(classes, count: 3), parameters: Self.parameters(.gate))
    let narrow = try FusedFeatures([[[1], [2]]], widths: [1, 1])
    #expect(throws: LearningError.self) { try head.decision(narrow) }
  }

  @Test func cancellationEndsTraining() async throws {
    let (features, classes) = try Self.material(rows: 30)
    for rule in FusionRule.allCases {
      let task = Task { () -> LearningError? in
        withUnsafeCurrentTask { $0?.cancel() }
        do throws(LearningError) {
          _ = try FusedHead.train(
            features, target: .classes(classes, count: 3), parameters: Self.parameters(rule))
          return nil
        } catch {
          return error
        }
      }
      #expect(await task.value == .cancelled)
    }
  }
}
