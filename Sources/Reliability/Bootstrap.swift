import Dispatch
import Synchronization

/// The bootstrap: how much a statistic would vary, had other units been drawn.
///
/// Each draw takes as many units (or groups, with all their units) as there are, with replacement and
/// equal chances, from a ``SplitMix64`` that starts at `seed`. The interval is the percentile interval of
/// the draws (Efron 1979; Efron and Tibshirani 1993, chapter 13), with numpy's linear quantiles.
/// All statistics of one call are computed on the same draws, so two coders are compared in pairs.
///
/// A draw in which the statistic is undefined (a category that is gone from it, for instance) is left
/// out and counted in ``BootstrapEstimate/undefinedDraws``.
public struct Bootstrap: Sendable, Codable, Equatable {
  /// How many times the units are drawn; at least 1.
  public let draws: Int

  /// The nominal coverage of the intervals, strictly between 0 and 1.
  public let level: Double

  /// Where the random numbers start; the same seed gives the same interval on every platform.
  public let seed: UInt64

  /// A bootstrap of `draws` draws, with intervals of the nominal coverage `level`.
  public init(draws: Int = 2000, level: Double = 0.95, seed: UInt64 = 1) {
    self.draws = draws
    self.level = level
    self.seed = seed
  }

  /// The interval of any statistic of units.
  ///
  /// - Parameters:
  ///   - units: How many units there are. Their order matters for the draws: sort them by id first.
  ///   - groups: The group of each unit; nil to resample single units.
  ///   - statistic: Computes the statistic from the indices of the drawn units, which repeat.
  /// - Returns: The statistic of all units, and its interval.
  /// - Throws: ``ReliabilityError`` where there is not one group for each unit.
  public func estimate(
    units: Int, groups: [String]? = nil, statistic: @Sendable ([Int]) -> Estimate<Double>
  ) throws(ReliabilityError) -> BootstrapEstimate {
    let units = max(0, units)
    if let groups { try CodedUnits.check(groups.count, of: "groups", against: units) }
    let resampler = UnitResampler(patterns: Array(0..<units), patternCount: units, groups: groups)
    let all = Array(0..<units)
    let replicates = replicates(of: resampler) { counts in
      var drawn: [Int] = []
      drawn.reserveCapacity(units)
      for (unit, times) in counts.enumerated() {
        for _ in 0..<times { drawn.append(unit) }
      }
      return [statistic(drawn)]
    }
    return BootstrapEstimate(statistic(all), draws: replicates.map { $0[0] }, level: level)
  }

  /// The statistics of each draw, in the order of draws; none where there is too little to resample.
  ///
  /// Draws are made on all cores; which one makes a draw does not change it. `statistics` gets how often each pattern was
  /// drawn.
  func replicates(
    of resampler: UnitResampler, statistics: @Sendable ([Int]) -> [Estimate<Double>]
  ) -> [[Estimate<Double>]] {
    let drawable = resampler.drawable
    guard drawable > 1, draws > 0 else { return [] }
    let size = max(1, draws / 64)
    let chunks = stride(from: 0, to: draws, by: size).map { $0..<min(draws, $0 + size) }
    let found = Mutex([[[Estimate<Double>]]](repeating: [], count: chunks.count))
    DispatchQueue.concurrentPerform(iterations: chunks.count) { chunk in
      var counts = Array(repeating: 0, count: resampler.patternCount)
      let replicates = chunks[chunk].map { draw in
        // A draw takes one number for each unit or group.
        var generator = SplitMix64(seed: seed).advanced(by: draw * drawable)
        resampler.draw(into: &counts, using: &generator)
        return statistics(counts)
      }
      found.withLock { $0[chunk] = replicates }
    }
    return found.withLock { $0.flatMap(\.self) }
  }
}

/// A statistic with its bootstrap interval.
public struct BootstrapEstimate: Sendable, Codable, Equatable {
  /// The statistic of the units as they are.
  public let estimate: Estimate<Double>

  /// The percentile interval of the draws in which the statistic is defined.
  ///
  /// Undefined where the estimate is, with fewer than two units or groups, and where more than half of
  /// the draws are undefined.
  public let interval: Estimate<Interval>

  /// The standard deviation of the defined draws; undefined where the interval is.
  public let standardError: Estimate<Double>

  /// How many draws were made.
  public let draws: Int

  /// In how many of them the statistic was undefined.
  public let undefinedDraws: Int

  init(_ estimate: Estimate<Double>, draws: [Estimate<Double>], level: Double) {
    let defined = draws.compactMap(\.value).sorted()
    self.estimate = estimate
    self.draws = draws.count
    undefinedDraws = draws.count - defined.count
    let reason: UndefinedReason? =
      if let reason = estimate.reason {
        reason
      } else if !(level > 0 && level < 1) {
        .levelOutOfRange
      } else if draws.isEmpty {
        .tooFewUnits
      } else if defined.count * 2 < draws.count {
        .undefinedInMostDraws
      } else {
        nil
      }
    if let reason {
      interval = .undefined(reason)
      standardError = .undefined(reason)
    } else {
      let tail = (1 - level) / 2
      interval = .defined(
        Interval(
          lower: defined.quantile(tail), upper: defined.quantile(1 - tail), level: level))
      let mean = defined.reduce(0, +) / Double(defined.count)
      let squares = defined.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      standardError = .finite((squares / Double(max(1, defined.count - 1))).squareRoot())
    }
  }
}

extension [Double] {
  /// The quantile of sorted values by linear interpolation: numpy's default, Hyndman and Fan's type 7.
  func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Swift.min(Swift.max(0, Int(place)), count - 1)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (place - Double(below)) * (self[above] - self[below])
  }
}
