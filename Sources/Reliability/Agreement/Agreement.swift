/// How far coders agree of whom none is the truth, with codings missing or not.
///
/// Intervals are of the bootstrap over units, or over groups of units. Units with one coding inform Gwet's and Fleiss' shares of
/// the categories; everything else is over units with at least two.
public struct Agreement: Encodable, Sendable {
  /// The agreement of two of the coders.
  public struct OfPair: Encodable, Sendable {
    /// The two coders' places in the list.
    public let coders: [Int]
    /// How many units both coded.
    public let units: Int
    /// Their agreement, the main figure first.
    public let statistics: [Statistic]
  }

  /// The agreement on one category or tag.
  public struct OfCategory: Encodable, Sendable {
    /// The category.
    public let category: String
    /// How many codings gave it.
    public let codings: Int
    /// How far coders agree on it.
    public let statistics: [Statistic]
  }

  /// So many coders have an interval for each pair at most: pairs grow with the square of coders.
  public static let coderLimitOfPairIntervals = 12

  /// How many units have at least one coding.
  public let units: Int
  /// How many have at least two.
  public let pairableUnits: Int
  /// Agreement of all coders at once.
  public let statistics: [Statistic]
  /// Agreement on each category or tag; none for numbers.
  public let categories: [OfCategory]
  /// Agreement of each pair of coders.
  public let pairs: [OfPair]
}

/// A figure that each draw of the bootstrap computes anew.
struct ResampledFigure: Sendable {
  let kind: StatisticKind
  let variant: String?
  /// The figure when the pattern at place `p` of those given occurs so many times.
  let estimate: @Sendable ([Int]) -> Estimate<Double>
  /// The standard error of the units as they are; nil where no formula is known.
  let standardError: Estimate<Double>?

  init(
    _ kind: StatisticKind, variant: String? = nil, standardError: Estimate<Double>? = nil,
    _ estimate: @escaping @Sendable ([Int]) -> Estimate<Double>
  ) {
    self.kind = kind
    self.variant = variant
    self.standardError = standardError
    self.estimate = estimate
  }
}

extension Bootstrap {
  /// Figures with their intervals, all on the same draws.
  ///
  /// - Parameters:
  ///   - figures: Lists of figures.
  ///   - resampler: Draws the patterns.
  ///   - whole: How often each pattern occurs.
  ///   - prepare: Makes of a draw of patterns what the figures of the list are computed from: the counts themselves, or those of
  ///     a table.
  /// - Returns: For each list its statistics, in order.
  func statistics(
    _ figures: [[ResampledFigure]], of resampler: UnitResampler, whole: [Int],
    prepare: @escaping @Sendable (_ list: Int, _ counts: [Int]) -> [Int]
  ) -> [[Statistic]] {
    let compute: @Sendable ([Int]) -> [Estimate<Double>] = { counts in
      figures.enumerated().flatMap { list, figures in
        let prepared = prepare(list, counts)
        return figures.map { $0.estimate(prepared) }
      }
    }
    let values = compute(whole)
    let replicates = replicates(of: resampler, statistics: compute)
    var place = 0
    return figures.map { figures in
      figures.map { figure in
        defer { place += 1 }
        let estimate = BootstrapEstimate(values[place], draws: replicates.map { $0[place] }, level: level)
        return Statistic(
          figure.kind, estimate.estimate, interval: estimate.interval, variant: figure.variant,
          standardError: figure.standardError)
      }
    }
  }
}
