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

/// Figures that each draw of the bootstrap computes anew, together, for they share most of the work.
struct ResampledFigures: Sendable {
  /// What a figure is.
  struct Figure: Sendable {
    let kind: StatisticKind
    var variant: String?
    /// The standard error of the units as they are; nil where no formula is known.
    var standardError: Estimate<Double>?
  }

  let figures: [Figure]
  /// The figures when the pattern at place `p` of those given occurs so many times.
  let estimates: @Sendable ([Int]) -> [Estimate<Double>]

  init(_ figures: [Figure], _ estimates: @escaping @Sendable ([Int]) -> [Estimate<Double>]) {
    self.figures = figures
    self.estimates = estimates
  }

  /// The figures of the units as they are, without intervals.
  func statistics(_ whole: [Int]) -> [Statistic] {
    zip(figures, estimates(whole)).map {
      Statistic($0.kind, $1, variant: $0.variant, standardError: $0.standardError)
    }
  }
}

extension Bootstrap {
  /// Figures with their intervals, all on the same draws.
  ///
  /// - Parameters:
  ///   - lists: Lists of figures.
  ///   - resampler: Draws the patterns.
  ///   - whole: How often each pattern occurs.
  /// - Returns: For each list its statistics, in order.
  func statistics(
    _ lists: [ResampledFigures], of resampler: UnitResampler, whole: [Int]
  ) -> [[Statistic]] {
    let compute: @Sendable ([Int]) -> [Estimate<Double>] = { counts in
      lists.flatMap { $0.estimates(counts) }
    }
    let values = compute(whole)
    let replicates = replicates(of: resampler, statistics: compute)
    var place = 0
    return lists.map { list in
      list.figures.map { figure in
        defer { place += 1 }
        let estimate = BootstrapEstimate(values[place], draws: replicates.map { $0[place] }, level: level)
        return Statistic(
          figure.kind, estimate.estimate, interval: estimate.interval, variant: figure.variant,
          standardError: figure.standardError)
      }
    }
  }

  /// The figures of each pair of coders, with intervals where there are not too many.
  ///
  /// - Parameters:
  ///   - pairs: The figures of each pair.
  ///   - coders: How many coders there are.
  ///   - resampler: Draws the patterns.
  ///   - whole: How often each pattern occurs.
  /// - Returns: For each pair its statistics, in order.
  func statistics(
    ofPairs pairs: [ResampledFigures], coders: Int, of resampler: UnitResampler, whole: [Int]
  ) -> [[Statistic]] {
    coders <= Agreement.coderLimitOfPairIntervals
      ? statistics(pairs, of: resampler, whole: whole) : pairs.map { $0.statistics(whole) }
  }
}
