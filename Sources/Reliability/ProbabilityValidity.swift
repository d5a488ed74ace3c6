import Foundation

/// How well a coder's probabilities find gold's categories, whatever it answers.
public struct ProbabilityValidity: Sendable, Codable, Equatable {
  /// The mean of -ln p of gold's category, from 0, which is best; p is held above 2^-52.
  ///
  /// The same as scikit-learn's `log_loss`.
  public let logLoss: Estimate<Double>
  /// The share of units whose gold category is among the two most probable ones; equally probable ones count against it.
  public let topTwo: Estimate<Double>
  /// The same of the three most probable ones.
  public let topThree: Estimate<Double>
  /// The area under the ROC curve, one category against the rest, as the mean over the categories that gold has.
  ///
  /// The chance that a unit of the category has a higher probability of it than another unit; 0.5 is chance.
  /// The same as scikit-learn's `roc_auc_score(multi_class="ovr", average="macro")`.
  public let areaUnderROC: Estimate<Double>
  /// The area under the curve of precision and recall as average precision, one category against the rest, the mean over the
  /// categories that gold has.
  ///
  /// The same as scikit-learn's `average_precision_score(average="macro")`.
  public let averagePrecision: Estimate<Double>
  /// How many units were compared.
  public let observations: Int
  /// The curves of each category that gold has, against the rest; empty for more than ``curveLimit`` categories.
  public let curves: [CategoryCurves]

  /// The curves of more categories than this are not kept.
  public static let curveLimit = 24

  /// One category against the rest as the least score of an answer falls.
  public struct CategoryCurves: Sendable, Codable, Equatable {
    /// The category's place.
    public let category: Int
    /// From no answer to all; at most 102 points.
    public let points: [Point]
  }

  /// What is reached where every unit with a score of at least some number is given the category.
  public struct Point: Sendable, Codable, Equatable {
    /// The share of units of the category that get it: recall, or the rate of true positives.
    public let recall: Double
    /// The share of other units that get it: the rate of false positives.
    public let falsePositiveRate: Double
    /// The share of those that get it that are of the category; 1 where none gets it.
    public let precision: Double
  }

  /// Figures of probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: For each unit one probability for each category, all lists of one length.
  ///   - gold: The place of each unit's gold category.
  /// - Throws: ``ReliabilityError`` for lists of different length, a probability outside 0...1 and a place outside the list.
  public init(probabilities: [[Double]], gold: [Int]) throws(ReliabilityError) {
    try Calibration.check(probabilities, gold)
    observations = gold.count
    var losses = 0.0
    var ranks: [Int] = []
    for (unit, gold) in zip(probabilities, gold) {
      let own = unit[gold]
      losses -= log(max(own, 0x1p-52))
      ranks.append(unit.indices.count { $0 != gold && unit[$0] >= own })
    }
    let n = Double(gold.count)
    logLoss = .ratio(losses, n, orUndefined: .noObservations)
    func top(_ k: Int) -> Estimate<Double> {
      .ratio(Double(ranks.count { $0 < k }), n, orUndefined: .noObservations)
    }
    (topTwo, topThree) = (top(2), top(3))
    let curves = (probabilities.first ?? []).indices.map { category in
      OneAgainstRest(scores: probabilities.map { $0[category] }, isPositive: gold.map { $0 == category })
    }
    self.curves =
      curves.count > Self.curveLimit
      ? [] : curves.enumerated().compactMap { CategoryCurves(category: $0, $1) }
    areaUnderROC = .mean(of: curves.map(\.areaUnderROC), orUndefined: .noVariation)
    averagePrecision = .mean(of: curves.map(\.averagePrecision), orUndefined: .noObservations)
  }
}

extension ProbabilityValidity.CategoryCurves {
  /// nil where all units are of the category, or none.
  init?(category: Int, _ curve: OneAgainstRest) {
    guard let last = curve.steps.last, last.positives > 0, last.others > 0 else { return nil }
    self.category = category
    let steps = curve.steps.map { step in
      ProbabilityValidity.Point(
        recall: Double(step.positives) / Double(last.positives),
        falsePositiveRate: Double(step.others) / Double(last.others),
        precision: Double(step.positives) / Double(step.positives + step.others))
    }
    let start = ProbabilityValidity.Point(recall: 0, falsePositiveRate: 0, precision: 1)
    points = [start] + steps.thinned(to: 100) { ($0.recall + $0.falsePositiveRate) / 2 }
  }
}

/// One category against the rest, by falling score.
struct OneAgainstRest {
  /// For each different score, from high to low: units of the category and others that have it or more.
  private(set) var steps: [(positives: Int, others: Int)] = []

  init(scores: [Double], isPositive: [Bool]) {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var (positives, others) = (0, 0)
    for (place, unit) in order.enumerated() {
      if isPositive[unit] { positives += 1 } else { others += 1 }
      if place + 1 == order.count || scores[order[place + 1]] != scores[unit] {
        steps.append((positives, others))
      }
    }
  }

  /// Undefined where all units are of the category, or none.
  var areaUnderROC: Estimate<Double> {
    guard let last = steps.last, last.positives > 0, last.others > 0 else { return .undefined(.noSupport) }
    var area = 0.0
    var before = (positives: 0, others: 0)
    for step in steps {
      area += Double(step.others - before.others) * Double(step.positives + before.positives) / 2
      before = step
    }
    return .defined(area / Double(last.positives) / Double(last.others))
  }

  /// Σ (R_n - R_n-1) P_n over the different scores; undefined where no unit is of the category.
  var averagePrecision: Estimate<Double> {
    guard let last = steps.last, last.positives > 0 else { return .undefined(.noSupport) }
    var sum = 0.0
    var before = 0
    for step in steps {
      let precision = Double(step.positives) / Double(step.positives + step.others)
      sum += Double(step.positives - before) * precision
      before = step.positives
    }
    return .defined(sum / Double(last.positives))
  }
}
