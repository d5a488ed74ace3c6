/// Gold against predicted: how often, or with what weight, each pair of categories occurs.
///
/// Statistics are computed from the table in its extensions. They follow scikit-learn, except that
/// what is 0/0 is undefined instead of 0 with a warning.
public struct ConfusionMatrix: Sendable, Equatable, Encodable {
  /// The categories in the order of rows and columns.
  public let categories: [String]

  /// The sum of weights of each cell, row after row: gold `i`, predicted `j` is at `i * q + j`.
  public private(set) var cells: [Double]

  /// For each gold category the sum of weights of the units that the coder did not code.
  public private(set) var abstained: [Double]

  /// How many units both gold and the coder coded.
  public private(set) var observations = 0

  /// How many units gold coded and the coder did not.
  public private(set) var abstentions = 0

  /// How many units were left out because a coding's category is not in the list.
  public private(set) var leftOut = 0

  /// Whether units carry weights, so that cells are not counts.
  public let isWeighted: Bool

  /// Whether the statistics leave abstentions out or count them as wrong.
  public let abstentionRule: AbstentionRule

  init(empty categories: [String], abstentionRule: AbstentionRule = .leftOut, isWeighted: Bool = false) {
    self.categories = categories
    self.cells = Array(repeating: 0, count: categories.count * categories.count)
    self.abstained = Array(repeating: 0, count: categories.count)
    self.isWeighted = isWeighted
    self.abstentionRule = abstentionRule
  }

  /// The table of gold against one coder.
  ///
  /// - Parameters:
  ///   - gold: The gold category of each unit; nil leaves the unit out.
  ///   - predicted: The coder's category of each unit; nil where it abstained.
  ///   - categories: The codebook's list, which sets the order.
  ///   - weights: A weight for each unit, such as its inverse inclusion probability; nil for 1.
  ///   - abstentions: Whether abstentions are left out or count as wrong.
  /// - Throws: ``ReliabilityError`` for lists of different length, a bad category list or a bad weight.
  public init(
    gold: [String?], predicted: [String?], categories: [String], weights: [Double]? = nil,
    abstentions: AbstentionRule = .leftOut
  ) throws(ReliabilityError) {
    let units = try CodedUnits(
      gold: gold, coders: [predicted], categories: categories, weights: weights)
    self = try units.confusionMatrix(abstentions: abstentions)
  }

  /// A table of counts, as it stands in a publication: rows are gold (or the first coder).
  ///
  /// - Throws: ``ReliabilityError`` for a bad category list, a table that is not square, or a negative count.
  public init(counts: [[Int]], categories: [String]) throws(ReliabilityError) {
    _ = try CategoryIndex(categories)
    let q = categories.count
    // 2^40 units in a cell are beyond any study, and sums of cells stay exact.
    guard counts.count == q, counts.allSatisfy({ $0.count == q && $0.allSatisfy((0...1 << 40).contains) })
    else { throw .badTable(categories: q) }
    self.init(empty: categories)
    for (gold, row) in counts.enumerated() {
      for (predicted, count) in row.enumerated() {
        add(gold: Int32(clamping: gold), predicted: Int32(clamping: predicted), weight: 1, times: count)
      }
    }
  }

  /// Counts `times` units; a negative place is a missing coding or a category that is gone.
  mutating func add(gold: Int32, predicted: Int32, weight: Double, times: Int) {
    if gold == CodedUnits.missing { return }
    if gold < 0 || predicted == CodedUnits.categoryGone {
      leftOut += times
    } else if predicted < 0 {
      abstentions += times
      abstained[Int(gold)] += weight * Double(times)
    } else {
      observations += times
      cells[Int(gold) * categories.count + Int(predicted)] += weight * Double(times)
    }
  }

  /// The sum of weights of gold `gold`, predicted `predicted`; both are places in ``categories``.
  public subscript(gold gold: Int, predicted predicted: Int) -> Double {
    cells[gold * categories.count + predicted]
  }
}
