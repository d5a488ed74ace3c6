import Foundation
import Reliability
import Testing

@Suite struct ConfusionMatrixTests {
  struct Case: Decodable {
    let categories: [String]
    let gold: [Int]
    let predicted: [Int]
    let weights: [Double]?
    let table: [Double]
    let accuracy: Double
    let balancedAccuracy: Double
    let precision: [Double?]
    let recall: [Double?]
    let f1: [Double?]
    let support: [Double]
    let macroF1: Double
    let weightedF1: Double
    let kappa: [String: Double?]
    let kappaVariance: Double?
    let matthewsCorrelation: Double?

    func matrix() throws -> ConfusionMatrix {
      try ConfusionMatrix(
        gold: gold.map { categories[$0] }, predicted: predicted.map { categories[$0] },
        categories: categories, weights: weights)
    }
  }

  @Test func numbersOfUnitsStandBesideTheirWeights() throws {
    for names in [["a", "b"], ["a", "b"] + (0..<100).map { "c\($0)" }] {
      let matrix = try ConfusionMatrix(
        gold: ["a", "a", "a", "b", "b", nil], predicted: ["a", "a", "b", "b", nil, "a"], categories: names,
        weights: [2.5, 2.5, 4, 1e300, 3, 9])
      #expect(matrix[gold: 0, predicted: 0] == 5 && matrix.count(gold: 0, predicted: 0) == 2)
      #expect(matrix.count(gold: 0, predicted: 1) == 1 && matrix.count(gold: 1, predicted: 1) == 1)
      #expect(matrix.abstained[1] == 3 && matrix.abstainedCount(gold: 1) == 1)
      let category = matrix.perCategory[0]
      #expect(category.supportCount == 3 && category.predictionCount == 2 && category.support == 9)
      let json = String(decoding: try JSONEncoder().encode(matrix), as: UTF8.self)
      #expect(json.contains(names.count == 2 ? "\"counts\":[2,1,0,1]" : "\"counts\":[2,1,1]"))
    }
    let counted = try ConfusionMatrix(gold: ["a", "b"], predicted: ["a", "a"], categories: ["a", "b"])
    #expect(counted.count(gold: 1, predicted: 0) == 1 && counted.perCategory[0].predictionCount == 2)
  }

  @Test func equalsScikitLearnAndStatsmodels() throws {
    let fixture = try Fixture<Case>.named("confusion")
    #expect(fixture.cases.count == 9)
    for golden in fixture.cases {
      let matrix = try golden.matrix()
      let tolerance = fixture.tolerance
      #expect(zip(matrix.cells, golden.table).allSatisfy { near($0, $1, tolerance) })
      #expect(near(matrix.accuracy.value, golden.accuracy, tolerance))
      #expect(near(matrix.balancedAccuracy.value, golden.balancedAccuracy, tolerance))
      #expect(near(matrix.macroF1.value, golden.macroF1, tolerance))
      #expect(near(matrix.weightedF1.value, golden.weightedF1, tolerance))
      for (place, figures) in matrix.perCategory.enumerated() {
        #expect(near(figures.precision.value, golden.precision[place], tolerance))
        #expect(near(figures.recall.value, golden.recall[place], tolerance))
        #expect(near(figures.f1.value, golden.f1[place], tolerance))
        #expect(near(figures.support, golden.support[place], tolerance))
      }
      #expect(near(matrix.matthewsCorrelation.value, golden.matthewsCorrelation, tolerance))
      for weights in KappaWeights.allCases {
        #expect(near(matrix.kappa(weights).value, golden.kappa[weights.rawValue] ?? nil, tolerance))
      }
      if golden.weights == nil {
        #expect(near(matrix.kappaVariance.value, golden.kappaVariance, tolerance))
      } else {
        #expect(matrix.kappaVariance == .undefined(.weightedObservations))
        #expect(matrix.accuracyInterval() == .undefined(.weightedObservations))
      }
    }
  }

  @Test func kappaOfATableOfCounts() throws {
    // By hand: agreement .70, chance .475. The variance is statsmodels' for this table.
    let matrix = try ConfusionMatrix(
      counts: [[106, 10, 4], [22, 28, 10], [2, 12, 6]], categories: ["a", "b", "c"])
    #expect(near(matrix.kappa().value, 0.225 / 0.525, 1e-12))
    #expect(near(matrix.kappaVariance.value, 0.0028848720440557184, 1e-9))
  }

  @Test func withoutObservationsEverythingIsUndefined() throws {
    let matrix = try ConfusionMatrix(gold: [], predicted: [], categories: ["a", "b"])
    for statistic: ConfusionStatistic in [
      .accuracy, .balancedAccuracy, .macroF1, .weightedF1, .kappa, .kappa(.linear),
    ] {
      #expect(matrix.estimate(of: statistic) == .undefined(.noObservations))
    }
    #expect(matrix.majorityShare.reason == .noObservations)
    #expect(matrix.majorityCategory == nil)
    #expect(matrix.kappaInterval().value == nil)
    #expect(matrix.accuracyInterval() == .undefined(.noObservations))
  }

  @Test func constantCoders() throws {
    let same = try ConfusionMatrix(gold: ["a", "a"], predicted: ["a", "a"], categories: ["a", "b"])
    #expect(same.kappa() == .undefined(.bothConstant))
    #expect(same.kappaVariance == .undefined(.bothConstant))
    let different = try ConfusionMatrix(gold: ["a", "a"], predicted: ["b", "b"], categories: ["a", "b"])
    #expect(different.kappa() == .defined(0))
    #expect(same.categoriesWithoutSupport == ["b"])
    #expect(same.perCategory[1].f1 == .undefined(.neverUsed))
    #expect(same.macroF1 == .defined(1))
  }

  @Test func abstentionsAreLeftOutOrWrong() throws {
    let gold = ["a", "a", "b", "b", nil, "gone", "b"]
    let predicted = ["a", nil, "b", "a", "a", "a", "gone"]
    let categories = ["a", "b"]
    let leftOut = try ConfusionMatrix(gold: gold, predicted: predicted, categories: categories)
    #expect(leftOut.observations == 3 && leftOut.abstentions == 1 && leftOut.leftOut == 2)
    #expect(leftOut.coverage == .defined(0.75))
    #expect(near(leftOut.accuracy.value, 2 / 3, 1e-12))
    let wrong = try ConfusionMatrix(
      gold: gold, predicted: predicted, categories: categories, abstentions: .wrong)
    #expect(wrong.accuracy == .defined(0.5))
    #expect(wrong.perCategory[0].recall == .defined(0.5))
    #expect(wrong.perCategory[0].precision == .defined(0.5))
    #expect(wrong.kappa(.linear) == .undefined(.abstentionHasNoDistance))
    // scikit-learn's kappa with the abstention as a third label: 1 - (2 / 4) / (1 - (2·2 + 2·1) / 16).
    #expect(near(wrong.kappa().value, 0.2, 1e-12))
    // A square table with that third label says the same.
    let square = try ConfusionMatrix(
      counts: [[1, 0, 1], [1, 1, 0], [0, 0, 0]], categories: ["a", "b", "none"])
    #expect(near(wrong.kappa().value, square.kappa().value, 1e-12))
    #expect(near(wrong.kappaVariance.value, square.kappaVariance.value, 1e-12))
  }

  @Test func badInputIsRefused() {
    #expect(throws: ReliabilityError.noCategories) {
      try ConfusionMatrix(gold: [], predicted: [], categories: [])
    }
    #expect(throws: ReliabilityError.duplicateCategory("a")) {
      try ConfusionMatrix(gold: [], predicted: [], categories: ["a", "a"])
    }
    #expect(throws: ReliabilityError.self) {
      try ConfusionMatrix(gold: ["a"], predicted: [], categories: ["a"])
    }
    for weight in [-1, Double.nan, .infinity] {
      #expect(throws: ReliabilityError.self) {
        try ConfusionMatrix(gold: ["a"], predicted: ["a"], categories: ["a"], weights: [weight])
      }
    }
    #expect(throws: ReliabilityError.badTable(categories: 2)) {
      try ConfusionMatrix(counts: [[1, 2], [-1, 0]], categories: ["a", "b"])
    }
  }
}
