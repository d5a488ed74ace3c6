/// How well one category, or one tag, is found.
public struct CategoryValidity: Sendable, Codable, Equatable {
  /// The category's name.
  public let category: String

  /// True positives / predictions, in 0...1.
  ///
  /// Undefined where the category was never predicted.
  public let precision: Estimate<Double>

  /// True positives / support, in 0...1.
  ///
  /// Undefined without support.
  public let recall: Estimate<Double>

  /// 2 x true positives / (support + predictions), in 0...1.
  ///
  /// Undefined where both are zero.
  public let f1: Estimate<Double>

  /// The number, or weight, of gold units of this category.
  public let support: Double

  /// The number, or weight, of predictions of this category.
  public let predictions: Double

  /// How many gold units of this category there are, whatever they weigh.
  public let supportCount: Int

  /// How many predictions of this category there are, whatever they weigh.
  public let predictionCount: Int

  /// Whether gold has this category at all.
  public var hasSupport: Bool { support > 0 }

  init(
    _ category: String, truePositives: Double, support: Double, predictions: Double, counts: (Int, Int)
  ) {
    self.category = category
    (supportCount, predictionCount) = counts
    self.support = support
    self.predictions = predictions
    precision = .ratio(truePositives, predictions, orUndefined: .neverPredicted)
    recall = .ratio(truePositives, support, orUndefined: .noSupport)
    f1 = .ratio(2 * truePositives, support + predictions, orUndefined: .neverUsed)
  }
}

extension ConfusionMatrix {
  /// Precision, recall, F1 and support of each category, in the list's order.
  public var perCategory: [CategoryValidity] {
    let support = support
    let predictions = predictions
    let counts = unitCounts
    return categories.indices.map { place in
      CategoryValidity(
        categories[place], truePositives: diagonal[place], support: support[place],
        predictions: predictions[place], counts: counts[place])
    }
  }

  /// The numbers of gold units and of predictions of each category.
  private var unitCounts: [(Int, Int)] {
    var counts = categories.indices.map { (abstentionRule == .wrong ? abstainedCount(gold: $0) : 0, 0) }
    for cell in occurring {
      let count = count(gold: cell.gold, predicted: cell.predicted)
      counts[cell.gold].0 += count
      counts[cell.predicted].1 += count
    }
    return counts
  }

  /// The categories that gold never has, in the list's order.
  public var categoriesWithoutSupport: [String] {
    zip(categories, support).filter { $0.1 == 0 }.map(\.0)
  }

  /// The unweighted mean of the F1 of the categories that gold or the coder used, in 0...1.
  ///
  /// A category that is predicted but not in gold, or in gold but never predicted, counts with F1 0;
  /// one that occurs on neither side has no F1 and is left out. Undefined without observations.
  /// The same as scikit-learn's `f1_score(average="macro")` over the labels that occur, or over all
  /// labels with `zero_division=nan`.
  public var macroF1: Estimate<Double> {
    .mean(of: used.map(\.f1), orUndefined: .noObservations)
  }

  /// Support and F1 of the categories that gold or the coder used: the others have none.
  private var used: [(support: Double, f1: Estimate<Double>)] {
    let support = support
    let predictions = predictions
    return categories.indices.filter { support[$0] > 0 || predictions[$0] > 0 }.map { place in
      let found = 2 * diagonal[place]
      return (support[place], .ratio(found, support[place] + predictions[place], orUndefined: .neverUsed))
    }
  }

  /// The mean of the categories' F1 weighted by their support, in 0...1.
  ///
  /// Undefined without observations. The same as scikit-learn's `f1_score(average="weighted")`.
  public var weightedF1: Estimate<Double> {
    let sum = used.reduce(0) { $0 + $1.support * ($1.f1.value ?? 0) }
    return .ratio(sum, total, orUndefined: .noObservations)
  }
}
