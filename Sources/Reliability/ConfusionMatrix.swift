/// Gold against predicted: how often, or with what weight, each pair of categories occurs.
///
/// Statistics are computed from the table in its extensions. They follow scikit-learn, except that
/// what is 0/0 is undefined instead of 0 with a warning.
///
/// A table of more than ``denseLimit`` categories keeps only the cells that occur, so that memory grows with the units and not
/// with the square of a codebook.
public struct ConfusionMatrix: Sendable, Equatable {
  /// Up to so many categories every cell is kept.
  public static let denseLimit = 64

  /// The categories in the order of rows and columns.
  public let categories: [String]

  /// The cells of a table of few categories, row after row; else empty.
  private var dense: [Double]
  /// The cells of a table of many categories that are not 0; else empty.
  private var sparse: [Int: Double] = [:]
  /// The sums of the rows, of the columns, and the diagonal: figures of many categories need no more.
  private(set) var rowSums: [Double]
  private(set) var columnSums: [Double]
  private(set) var diagonal: [Double]
  /// The numbers of units of the cells that are not 0, where those are not the weights themselves; else nil.
  private var unweighted: [Int: Int]?
  private let keepsCells: Bool
  /// For each gold category the number of units that the coder did not code.
  private var abstainedUnits: [Int]

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

  /// A table of no units.
  ///
  /// - Parameters:
  ///   - categories: The rows and columns.
  ///   - abstentionRule: Whether abstentions are left out or count as wrong.
  ///   - isWeighted: Whether units carry weights.
  ///   - keepsCells: Whether cells of many categories, and the numbers of weighted units, are kept; where margins and
  ///     diagonal are enough, as for a draw of a bootstrap, much work is saved.
  init(
    empty categories: [String], abstentionRule: AbstentionRule = .leftOut, isWeighted: Bool = false,
    keepsCells: Bool = true
  ) {
    self.categories = categories
    self.keepsCells = keepsCells
    unweighted = isWeighted && keepsCells ? [:] : nil
    abstainedUnits = Array(repeating: 0, count: categories.count)
    let q = categories.count
    dense = q > Self.denseLimit ? [] : Array(repeating: 0, count: q * q)
    self.abstained = Array(repeating: 0, count: q)
    rowSums = abstained
    columnSums = abstained
    diagonal = abstained
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
      abstainedUnits[Int(gold)] += times
    } else {
      observations += times
      let place = Int(gold) * categories.count + Int(predicted)
      unweighted?[place, default: 0] += times
      let sum = weight * Double(times)
      rowSums[Int(gold)] += sum
      columnSums[Int(predicted)] += sum
      if gold == predicted { diagonal[Int(gold)] += sum }
      if isSparse {
        if keepsCells { sparse[place, default: 0] += sum }
      } else {
        dense[place] += sum
      }
    }
  }

  private var isSparse: Bool { categories.count > Self.denseLimit }

  /// The sum of weights of gold `gold`, predicted `predicted`; both are places in ``categories``.
  public subscript(gold gold: Int, predicted predicted: Int) -> Double {
    let place = gold * categories.count + predicted
    return isSparse ? sparse[place] ?? 0 : dense[place]
  }

  /// The number of units of gold `gold`, predicted `predicted`, whatever their weights.
  public func count(gold: Int, predicted: Int) -> Int {
    let place = gold * categories.count + predicted
    return unweighted.map { $0[place] ?? 0 } ?? Int(exactly: self[gold: gold, predicted: predicted]) ?? 0
  }

  /// The number of units of gold `gold` that the coder did not code.
  public func abstainedCount(gold: Int) -> Int { abstainedUnits[gold] }

  /// The sum of weights of each cell, row after row: gold `i`, predicted `j` is at `i * q + j`.
  ///
  /// Of many categories that is much: see ``occurring``.
  public var cells: [Double] {
    guard isSparse else { return dense }
    var cells = Array(repeating: 0.0, count: categories.count * categories.count)
    for (place, weight) in sparse { cells[place] = weight }
    return cells
  }

  /// The cells that are not 0, row after row.
  public var occurring: [(gold: Int, predicted: Int, weight: Double)] {
    let q = categories.count
    let found =
      isSparse
      ? sparse.sorted { $0.key < $1.key } : dense.enumerated().filter { $0.element != 0 }.map { ($0, $1) }
    return found.map { ($0.0 / q, $0.0 % q, $0.1) }
  }
}

extension ConfusionMatrix: Encodable {
  private enum CodingKeys: CodingKey {
    case categories, cells, occurring, counts, abstained, observations, abstentions, leftOut, isWeighted,
      abstentionRule
  }

  /// Writes every cell of a table of few categories (`cells`), and of many those that occur (`occurring`: gold, predicted, weight);
  /// of weighted units the number in each of them too (`counts`).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(categories, forKey: .categories)
    if isSparse {
      try container.encode(
        occurring.map { [Double($0.gold), Double($0.predicted), $0.weight] }, forKey: .occurring)
    } else {
      try container.encode(dense, forKey: .cells)
    }
    if isWeighted {
      let places = isSparse ? occurring.map { ($0.gold, $0.predicted) } : allPlaces
      try container.encode(places.map { count(gold: $0.0, predicted: $0.1) }, forKey: .counts)
    }
    try container.encode(abstained, forKey: .abstained)
    try container.encode(observations, forKey: .observations)
    try container.encode(abstentions, forKey: .abstentions)
    try container.encode(leftOut, forKey: .leftOut)
    try container.encode(isWeighted, forKey: .isWeighted)
    try container.encode(abstentionRule, forKey: .abstentionRule)
  }

  private var allPlaces: [(Int, Int)] {
    categories.indices.flatMap { gold in categories.indices.map { (gold, $0) } }
  }
}
