/// A statistic of a confusion matrix, as a value, so that it can be asked for by name or resampled.
public enum ConfusionStatistic: Sendable, Codable, Hashable {
  /// ``ConfusionMatrix/accuracy``
  case accuracy
  /// ``ConfusionMatrix/balancedAccuracy``
  case balancedAccuracy
  /// ``ConfusionMatrix/macroF1``
  case macroF1
  /// ``ConfusionMatrix/weightedF1``
  case weightedF1
  /// ``ConfusionMatrix/kappa(_:)``
  case kappa(KappaWeights)
  /// The precision of one category.
  case precision(String)
  /// The recall of one category.
  case recall(String)
  /// The F1 of one category.
  case f1(String)

  /// Whether margins and diagonal of a table are not enough.
  var needsCells: Bool {
    if case .kappa(let weights) = self { weights != .unweighted } else { false }
  }

  /// Cohen's unweighted kappa.
  public static let kappa = Self.kappa(.unweighted)
}

extension ConfusionMatrix {
  /// The value of a statistic; undefined also for a category that is not in the list.
  public func estimate(of statistic: ConfusionStatistic) -> Estimate<Double> {
    switch statistic {
    case .accuracy: accuracy
    case .balancedAccuracy: balancedAccuracy
    case .macroF1: macroF1
    case .weightedF1: weightedF1
    case .kappa(let weights): kappa(weights)
    case .precision(let category): validity(of: category)?.precision ?? .undefined(.unknownCategory)
    case .recall(let category): validity(of: category)?.recall ?? .undefined(.unknownCategory)
    case .f1(let category): validity(of: category)?.f1 ?? .undefined(.unknownCategory)
    }
  }

  /// The figures of one category; nil where it is not in the list.
  public func validity(of category: String) -> CategoryValidity? {
    perCategory.first { $0.category == category }
  }
}
