import Reliability
import Testing

@Suite struct NumberValidityTests {
  struct Case: Decodable {
    let gold: [Double]
    let predicted: [Double]
    let mae: Double
    let rmse: Double
    let r2: Double
    let pearson: Double
    let spearman: Double
  }

  @Test func equalsScikitLearnAndSciPy() throws {
    let fixture = try Fixture<Case>.named("numbers")
    for golden in fixture.cases {
      let validity = try NumberValidity(
        gold: golden.gold + [nil, 1], predicted: golden.predicted + [3, nil])
      #expect(validity.observations == golden.gold.count && validity.abstentions == 1)
      #expect(near(validity.meanAbsoluteError.value, golden.mae, fixture.tolerance))
      #expect(near(validity.rootMeanSquaredError.value, golden.rmse, fixture.tolerance))
      #expect(near(validity.rSquared.value, golden.r2, fixture.tolerance))
      #expect(near(validity.pearson.value, golden.pearson, fixture.tolerance))
      #expect(near(validity.spearman.value, golden.spearman, fixture.tolerance))
    }
  }

  @Test func constantsAreUndefined() throws {
    let constant = try NumberValidity(gold: [0.1, 0.1, 0.1], predicted: [1, 2, 3])
    #expect(constant.rSquared == .undefined(.constantGold))
    #expect(constant.pearson == .undefined(.constantValues))
    #expect(constant.spearman == .undefined(.constantValues))
    #expect(try NumberValidity(gold: [], predicted: []).meanAbsoluteError == .undefined(.noObservations))
    #expect(throws: ReliabilityError.notFinite(unit: 1)) {
      try NumberValidity(gold: [1, 2], predicted: [1, .nan])
    }
    #expect(try NumberValidity(gold: [1e308, -1e308], predicted: [0, 1]).rSquared.value == nil)
  }
}

@Suite struct TagValidityTests {
  struct Case: Decodable {
    let gold: [[Int]]
    let predicted: [[Int]]
    let tagCount: Int
    let weights: [Double]?
    let precision: [Double?]
    let recall: [Double?]
    let f1: [Double?]
    let support: [Double]
    let microF1: Double
    let macroF1: Double
    let exactMatch: Double
  }

  @Test func equalsScikitLearn() throws {
    let fixture = try Fixture<Case>.named("tags")
    for golden in fixture.cases {
      let sets = { (units: [[Int]]) in units.map { Set($0.map { "t\($0)" }) } }
      let validity = try TagValidity(
        gold: sets(golden.gold), predicted: sets(golden.predicted),
        tags: (0..<golden.tagCount).map { "t\($0)" }, weights: golden.weights)
      for (place, tag) in validity.perTag.enumerated() {
        #expect(near(tag.precision.value, golden.precision[place], fixture.tolerance))
        #expect(near(tag.recall.value, golden.recall[place], fixture.tolerance))
        #expect(near(tag.f1.value, golden.f1[place], fixture.tolerance))
        #expect(near(tag.support, golden.support[place], fixture.tolerance))
      }
      #expect(near(validity.microF1.value, golden.microF1, fixture.tolerance))
      #expect(near(validity.macroF1.value, golden.macroF1, fixture.tolerance))
      #expect(near(validity.exactMatch.value, golden.exactMatch, fixture.tolerance))
    }
  }

  @Test func emptySetsMissingAndUnknownTags() throws {
    let validity = try TagValidity(
      gold: [[], nil, ["a"], ["a"]], predicted: [[], ["a"], nil, ["a", "moon"]], tags: ["a", "b"])
    #expect(validity.observations == 2 && validity.abstentions == 1 && validity.unitsWithUnknownTags == 1)
    #expect(validity.exactMatch == .defined(1))
    let empty = try TagValidity(gold: [[]], predicted: [[]], tags: ["a"])
    #expect(empty.microF1 == .undefined(.neverUsed) && empty.exactMatch == .defined(1))
  }
}

@Suite struct CalibrationTests {
  struct Case: Decodable {
    let probabilities: [[Double]]
    let gold: [Int]
    let ece: Double
    let brier: Double
    let logLoss, topTwo, areaUnderROC, averagePrecision: Double
  }

  @Test func equalsTheReference() throws {
    let fixture = try Fixture<Case>.named("calibration")
    for golden in fixture.cases {
      let calibration = try Calibration(probabilities: golden.probabilities, gold: golden.gold)
      #expect(near(calibration.expectedCalibrationError.value, golden.ece, fixture.tolerance))
      #expect(calibration.bins.count == 15)
      #expect(calibration.bins.reduce(0) { $0 + $1.count } == golden.gold.count)
      let brier = try Calibration.brierScore(probabilities: golden.probabilities, gold: golden.gold)
      #expect(near(brier.value, golden.brier, fixture.tolerance))
      let found = try ProbabilityValidity(probabilities: golden.probabilities, gold: golden.gold)
      #expect(near(found.logLoss.value, golden.logLoss, fixture.tolerance))
      #expect(near(found.topTwo.value, golden.topTwo, fixture.tolerance))
      #expect(near(found.areaUnderROC.value, golden.areaUnderROC, fixture.tolerance))
      #expect(near(found.averagePrecision.value, golden.averagePrecision, fixture.tolerance))
    }
  }

  @Test func tiesCountAgainstTheCoderAndAbsentCategoriesAreLeftOut() throws {
    let found = try ProbabilityValidity(
      probabilities: [[0.4, 0.4, 0.2, 0], [0.4, 0.3, 0.3, 0], [0, 1, 0, 0]], gold: [0, 2, 0])
    // 0 ties with 1 for the first place, 2 with 1 for the second, and 0 with two others behind the first.
    #expect(found.topTwo == .defined(1.0 / 3))
    #expect(found.topThree == .defined(2.0 / 3))
    // Of 0 one of two pairs is a tie and the other wrong; 2 wins of one and beats the other.
    #expect(near(found.areaUnderROC.value, (0.25 + 1) / 2, 1e-12))
    #expect(found.logLoss.value?.isFinite == true)
    let none = try ProbabilityValidity(probabilities: [], gold: [])
    #expect(none.logLoss == .undefined(.noObservations) && none.observations == 0)
  }

  @Test func binsAreOpenBelowAndClosedAbove() throws {
    let edges = (0...15).map { Double($0) / 15 }
    let bins = try Calibration(confidences: edges, correct: edges.map { _ in true }).bins
    #expect(bins.map(\.count) == [2] + Array(repeating: 1, count: 14))
    #expect(bins[0].lower == 0 && bins[14].upper == 1)
  }

  @Test func badProbabilitiesAreRefused() throws {
    for bad in [-0.1, 1.1, Double.nan] {
      #expect(throws: ReliabilityError.self) { try Calibration(confidences: [bad], correct: [true]) }
    }
    #expect(throws: ReliabilityError.self) { try Calibration(probabilities: [[]], gold: [0]) }
    #expect(throws: ReliabilityError.self) { try Calibration(probabilities: [[0.5, 0.5]], gold: [-1]) }
    #expect(
      try Calibration(probabilities: [], gold: []).expectedCalibrationError == .undefined(.noObservations))
  }
}
