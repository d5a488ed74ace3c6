import Foundation

/// A warning sign in the comparison of a coder with gold, each with the figures behind it.
public enum ValidityFlag: Sendable, Codable, Equatable {
  /// A category with at least 5 % of gold has a recall under 5 %.
  case blind(category: String, recall: Double, goldShare: Double)
  /// The interval of the balanced accuracy contains 1/q, q being the number of categories in gold.
  case chance(balancedAccuracy: Double, interval: Interval, categories: Int)
  /// The accuracy is not above the share of the most frequent gold category.
  case notAboveMajority(accuracy: Double, majorityShare: Double, category: String)
  /// Gold has the category, and the coder never gave it.
  case neverPredicted(category: String, support: Double)
  /// Nearly all answers are one category, and the others are named less than half as often as in gold.
  case nearlyConstant(category: String, share: Double, goldShare: Double)
  /// Gold has the category, and no coder ever found it.
  case foundByNoCoder(category: String, support: Double)
  /// The mean absolute error of a coder's numbers is not below that of a baseline.
  case notBelowBaseline(error: Double, baselineError: Double, baseline: NumberBaseline)
  /// The error is below the baseline's, but the interval of the difference reaches 0.
  case notToldFromBaseline(reduction: Double, interval: Interval, baseline: NumberBaseline)
  /// The middle half of the numbers spans less than a twentieth of that of gold.
  case narrowAnswers(spread: Double, goldSpread: Double)
  /// No coder's mean absolute error is below that of always answering the median.
  case noCoderBelowMedian(least: Double, baselineError: Double)
}

extension ValidityFlag {
  /// The smallest share of gold at which a missed category is worth a flag.
  public static let noteworthyShare = 0.05
  /// A recall below this is blindness.
  public static let blindRecall = 0.05
  /// A share of predictions from which the answers are nearly constant *(ours)*.
  public static let nearlyConstantShare = 0.95

  /// The flags of one coder.
  ///
  /// Chance is judged only where the interval of the balanced accuracy is given and defined, and gold
  /// has at least two categories; so is the majority.
  public static func flags(
    of table: ConfusionMatrix, balancedAccuracyInterval: Estimate<Interval>
  ) -> [ValidityFlag] {
    let n = table.total
    guard n > 0 else { return [] }
    var flags: [ValidityFlag] = []
    let categories = table.perCategory
    let supported = categories.filter(\.hasSupport)
    for category in supported {
      let share = category.support / n
      if category.predictions == 0 {
        flags.append(.neverPredicted(category: category.category, support: category.support))
      }
      if share >= noteworthyShare, let recall = category.recall.value, recall < blindRecall {
        flags.append(.blind(category: category.category, recall: recall, goldShare: share))
      }
    }
    guard supported.count > 1 else { return flags }
    if let value = table.balancedAccuracy.value, let interval = balancedAccuracyInterval.value,
      interval.contains(1 / Double(supported.count))
    {
      flags.append(.chance(balancedAccuracy: value, interval: interval, categories: supported.count))
    }
    if let accuracy = table.accuracy.value, let share = table.majorityShare.value, accuracy <= share {
      flags.append(
        .notAboveMajority(
          accuracy: accuracy, majorityShare: share, category: table.majorityCategory ?? ""))
    }
    let answers = table.predictions.reduce(0, +)
    for category in categories where answers > 0 {
      let share = category.predictions / answers
      let goldShare = category.support / n
      if share >= nearlyConstantShare, 1 - share < (1 - goldShare) / 2 {
        flags.append(
          .nearlyConstant(category: category.category, share: share, goldShare: goldShare))
      }
    }
    return flags
  }

  /// The categories that gold has and none of the coders found even once.
  ///
  /// All tables are of the same gold and the same categories; none gives no flags.
  public static func categoriesFoundByNoCoder(_ tables: [ConfusionMatrix]) -> [ValidityFlag] {
    guard let first = tables.first else { return [] }
    let found = tables.map(\.perCategory)
    return first.categories.enumerated().compactMap { place, category in
      let figures = found.map { $0[place] }
      let support = figures.map(\.support).max() ?? 0
      guard support > 0, figures.allSatisfy({ ($0.recall.value ?? 0) == 0 }) else { return nil }
      return .foundByNoCoder(category: category, support: support)
    }
  }
}

extension ValidityFlag: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .blind(let category, let recall, let goldShare):
      "\"\(category)\" is \(percent(goldShare)) of gold, but only \(percent(recall)) of it is found."
    case .chance(let value, let interval, let categories):
      "The balanced accuracy of \(percent(value)) (\(percent(interval.lower)) to "
        + "\(percent(interval.upper))) cannot be told from guessing among \(categories) categories."
    case .notAboveMajority(let accuracy, let share, let category):
      "The accuracy of \(percent(accuracy)) is not above the \(percent(share)) of always answering "
        + "\"\(category)\"."
    case .neverPredicted(let category, let support):
      "\"\(category)\" was never answered, though gold has it \(amount(support)) times."
    case .nearlyConstant(let category, let share, let goldShare):
      "\(percent(share)) of the answers are \"\(category)\", which is \(percent(goldShare)) of gold."
    case .foundByNoCoder(let category, let support):
      "No coder ever found \"\(category)\", though gold has it \(amount(support)) times."
    case .notBelowBaseline(let error, let baselineError, let baseline):
      "The mean absolute error of \(figure(error)) is not below the \(figure(baselineError)) of \(baseline)."
    case .notToldFromBaseline(let reduction, let interval, let baseline):
      "The mean absolute error is \(figure(reduction)) (\(figure(interval.lower)) to \(figure(interval.upper))) below that of "
        + "\(baseline), which cannot be told from no difference."
    case .narrowAnswers(let spread, let goldSpread):
      "The middle half of the answers spans \(figure(spread)), that of gold \(figure(goldSpread)): the answers are nearly "
        + "constant."
    case .noCoderBelowMedian(let least, let baselineError):
      "No coder beats always answering the median: the least mean absolute error is \(figure(least)), the median's "
        + "\(figure(baselineError))."
    }
  }

  private func figure(_ value: Double) -> String {
    String(format: abs(value) < 10 ? "%.3f" : abs(value) < 1000 ? "%.1f" : "%.0f", value)
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

  private func amount(_ support: Double) -> String {
    support == support.rounded() ? String(format: "%.0f", support) : String(format: "%.1f", support)
  }
}
