/// Why a statistic does not exist for the data at hand.
///
/// The raw value is the code in JSON.
public enum UndefinedReason: String, Sendable, Codable, Equatable, CaseIterable {
  /// Nothing was compared.
  case noObservations
  /// Gold never has the category, so there is nothing to find.
  case noSupport
  /// The coder never gave the category.
  case neverPredicted
  /// The category is neither in gold nor in the predictions.
  case neverUsed
  /// Both coders always gave one and the same category.
  case bothConstant
  /// No unit was coded by two coders.
  case noPairs
  /// All codings that can be paired are equal.
  case noVariation
  /// There is one category only, so there is nothing to choose.
  case oneCategory
  /// The figure of the units at hand is not above the target, or no number of units within the limit shows that it is.
  case belowTarget
  /// The coder's confusion matrix cannot be inverted: two categories are answered alike.
  case singularConfusion
  /// There are too many distinct values for their distances to be summed in each draw.
  case tooManyValues
  /// No unit was coded by all coders.
  case noCompleteUnits
  /// The two coders are never right and wrong apart.
  case noDiscordantPairs
  /// All gold values are equal.
  case constantGold
  /// All values of one side are equal.
  case constantValues
  /// Fewer than two units or groups, so there is nothing to resample.
  case tooFewUnits
  /// The statistic was undefined in more than half of the bootstrap draws.
  case undefinedInMostDraws
  /// The formula holds for plain counts, and the observations carry weights.
  case weightedObservations
  /// A distance between an abstention and a category does not exist.
  case abstentionHasNoDistance
  /// Ratio distances need values of zero or more.
  case negativeValue
  /// A value is infinite or not a number, or too large for the arithmetic.
  case notFinite
  /// The category does not stand in the category list.
  case unknownCategory
  /// A confidence level lies strictly between 0 and 1.
  case levelOutOfRange
  /// A number of successes lies between 0 and the number of trials.
  case countOutOfRange
}

extension UndefinedReason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noObservations: "there is nothing to compare"
    case .noSupport: "gold never has this category"
    case .neverPredicted: "the coder never gave this category"
    case .neverUsed: "neither gold nor the coder used this category"
    case .bothConstant: "both coders always gave one and the same category"
    case .noPairs: "no unit was coded by two coders"
    case .noVariation: "all codings are equal, so chance agreement is complete"
    case .oneCategory: "there is one category only"
    case .singularConfusion:
      "the coder answers two categories alike, so its confusion matrix cannot be inverted"
    case .belowTarget: "what is coded so far does not show a figure above the target"
    case .tooManyValues: "there are too many different values to resample them"
    case .noCompleteUnits: "no unit was coded by all coders"
    case .noDiscordantPairs: "the two coders are right and wrong on the same units"
    case .constantGold: "all gold values are equal"
    case .constantValues: "all values of one side are equal"
    case .tooFewUnits: "resampling needs at least two units or groups"
    case .undefinedInMostDraws: "the statistic is undefined in more than half of the bootstrap draws"
    case .weightedObservations: "the formula holds for unweighted counts only; use the bootstrap"
    case .abstentionHasNoDistance: "an abstention has no distance from a category"
    case .negativeValue: "ratio distances need values of zero or more"
    case .notFinite: "a value is infinite, not a number or too large"
    case .unknownCategory: "the category is not in the category list"
    case .levelOutOfRange: "a confidence level lies between 0 and 1"
    case .countOutOfRange: "the number of successes lies between 0 and the number of trials"
    }
  }
}
