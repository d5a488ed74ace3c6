/// Sets of categories that hold gold's with a chosen chance, whatever the probabilities are worth.
///
/// A unit's set holds every category with a probability of at least 1 - q. q is the (n + 1) (1 - a)-th smallest, rounded up, of
/// 1 - p of gold's category over n other units; the set holds all categories where that rank exceeds n. Here each unit's q comes
/// from all other units, so that the coverage is measured on units that had no say in it.
///
/// Sources: Vovk, Gammerman and Shafer (2005); Sadinle, Lei and Wasserman (2019), the score `lac` of MAPIE.
public struct ConformalSets: Sendable, Codable, Equatable {
  /// The wanted share of units whose set holds gold's category.
  public let level: Double
  /// The share that was measured; undefined without observations.
  public let coverage: Estimate<Double>
  /// The mean number of categories in a set.
  public let meanSize: Estimate<Double>
  /// The share of units whose set is one category alone.
  public let singles: Estimate<Double>
  /// The q for units to come, from all units that were given; nil where sets must hold all categories.
  public let threshold: Double?
  /// How many units were compared.
  public let observations: Int

  /// Sets of units whose gold category is known.
  ///
  /// - Parameters:
  ///   - probabilities: For each unit one probability for each category, all lists of one length.
  ///   - gold: The place of each unit's gold category.
  ///   - level: The wanted coverage, above 0 and below 1.
  /// - Throws: ``ReliabilityError`` for lists of different length, a probability outside 0...1 and a place outside the list.
  public init(
    probabilities: [[Double]], gold: [Int], level: Double = 0.9
  ) throws(ReliabilityError) {
    try Calibration.check(probabilities, gold)
    let scores = zip(probabilities, gold).map { 1 - $0[$1] }
    let sorted = scores.sorted()
    // Of the others of a unit, the threshold is the next greater one where the unit itself is among the smallest.
    let rank = Self.rank(of: level, among: scores.count - 1)
    var (held, size, singles) = (0, 0, 0)
    for (unit, score) in zip(probabilities, scores) {
      let threshold = rank.map { score <= sorted[$0 - 1] ? sorted[$0] : sorted[$0 - 1] }
      let count = unit.count { 1 - $0 <= threshold ?? 1 }
      held += score <= threshold ?? 1 ? 1 : 0
      size += count
      singles += count == 1 ? 1 : 0
    }
    let n = Double(scores.count)
    self.level = level
    coverage = .ratio(Double(held), n, orUndefined: .noObservations)
    meanSize = .ratio(Double(size), n, orUndefined: .noObservations)
    self.singles = .ratio(Double(singles), n, orUndefined: .noObservations)
    threshold = Self.threshold(of: sorted, level: level)
    observations = scores.count
  }

  /// q of sorted scores; nil where sets must hold all categories.
  static func threshold(of sorted: [Double], level: Double) -> Double? {
    rank(of: level, among: sorted.count).map { sorted[$0 - 1] }
  }

  /// The rank of q, from 1; nil where it exceeds `count`.
  private static func rank(of level: Double, among count: Int) -> Int? {
    // (n + 1) (1 - a) may round across a whole number; 0.9 of 10 is 9.
    let rank = Int((Double(count + 1) * level - 1e-9).rounded(.up))
    return rank <= count && rank > 0 ? rank : nil
  }
}
