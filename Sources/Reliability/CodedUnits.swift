/// What one or more coders said about the units that gold coded, as places in a category list.
///
/// Gold may be a person, or simply the first of two coders. The rows of every table are gold.
public struct CodedUnits: Sendable {
  /// The categories, in the codebook's order.
  public let categories: [String]

  /// How many units were given.
  public let count: Int

  /// How many coders are compared with gold.
  public var coderCount: Int { coders.count }

  let gold: [Int32]
  let coders: [[Int32]]
  let weights: [Double]?
  let groups: [String]?

  static let missing: Int32 = -1
  static let categoryGone: Int32 = -2

  /// Codings of the same units by gold and by coders.
  ///
  /// - Parameters:
  ///   - gold: The category of each unit; nil where gold did not code it, which leaves the unit out.
  ///   - coders: For each coder the category of each unit; nil where the coder abstained or failed.
  ///   - categories: The codebook's list. A coding outside it is counted and left out.
  ///   - weights: The weight of each unit, such as the inverse of its inclusion probability; nil for 1.
  ///   - groups: The group of each unit, such as its account, for resampling by groups; nil for none.
  /// - Throws: ``ReliabilityError`` for lists of different length, a bad category list or a bad weight.
  public init(
    gold: [String?], coders: [[String?]], categories: [String], weights: [Double]? = nil,
    groups: [String]? = nil
  ) throws(ReliabilityError) {
    let index = try CategoryIndex(categories)
    for (place, codings) in coders.enumerated() {
      try Self.check(codings.count, of: "codings of coder number \(place)", against: gold.count)
    }
    if let weights { try Self.check(weights, against: gold.count) }
    if let groups { try Self.check(groups.count, of: "groups", against: gold.count) }
    func places(_ codings: [String?]) -> [Int32] {
      codings.map { coding in coding.map { index[$0] ?? Self.categoryGone } ?? Self.missing }
    }
    self.categories = categories
    self.count = gold.count
    self.gold = places(gold)
    self.coders = coders.map(places)
    self.weights = weights
    self.groups = groups
  }

  static func check(
    _ found: Int, of what: String, against expected: Int
  ) throws(ReliabilityError) {
    guard found == expected else {
      throw .differentLengths(what: what, expected: expected, found: found)
    }
  }

  static func check(_ weights: [Double], against expected: Int) throws(ReliabilityError) {
    try check(weights.count, of: "weights", against: expected)
    for (unit, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      throw .badWeight(unit: unit, weight: weight)
    }
  }

  /// The table of gold against one coder.
  ///
  /// - Parameters:
  ///   - coder: The place of the coder in the list that was given.
  ///   - abstentions: Whether units that the coder did not code are left out or count as wrong.
  /// - Returns: The table; without weights its cells are counts.
  /// - Throws: ``ReliabilityError/noSuchCoder(index:coders:)``.
  public func confusionMatrix(
    coder: Int = 0, abstentions: AbstentionRule = .leftOut
  ) throws(ReliabilityError) -> ConfusionMatrix {
    guard coders.indices.contains(coder) else {
      throw .noSuchCoder(index: coder, coders: coders.count)
    }
    var table = ConfusionMatrix(
      empty: categories, abstentionRule: abstentions, isWeighted: weights != nil)
    for (unit, (gold, predicted)) in zip(gold, coders[coder]).enumerated() {
      table.add(gold: gold, predicted: predicted, weight: weights?[unit] ?? 1, times: 1)
    }
    return table
  }
}

/// What becomes of the units that a coder did not code.
public enum AbstentionRule: String, Sendable, Codable, CaseIterable {
  /// Statistics are over the coded units; coverage stands beside them.
  case leftOut
  /// An abstention is a wrong answer: a miss for the gold category, a prediction of none.
  case wrong
}
