import Dispatch
import Synchronization

/// How many units several coders must code for alpha's interval to lie above a target.
///
/// Studies of n units are simulated from the units that are coded so far, drawn with replacement; a study passes where the lower end of
/// its own bootstrap interval is at least the target. The plan is the smallest n that passes as often as wanted. It rests
/// on the observed agreement: coders who get better, or worse, change it.
public struct AgreementPlan: Sendable, Codable, Equatable {
  /// One number of units that was tried.
  public struct Step: Sendable, Codable, Equatable {
    /// The number of units.
    public let units: Int
    /// The share of simulated studies that pass.
    public let passing: Double
  }

  /// The numbers that were tried, rising.
  public let steps: [Step]
  /// The smallest number that passes as often as wanted, to some 5 %; undefined where none does.
  public let units: Estimate<Double>
  /// Alpha of the units that are coded so far.
  public let observed: Estimate<Double>

  /// So many units are tried at most.
  public static let unitLimit = 20_000
  private static let studies = 200
  private static let draws = 200

  /// A plan.
  ///
  /// - Parameters:
  ///   - codings: For each coder the place of each unit's category; a negative place is a missing coding. All lists have the same
  ///     length.
  ///   - distance: The distance of the variable's level.
  ///   - target: What the lower end of the interval is to reach, below 1.
  ///   - certainty: The wanted share of studies that pass, strictly between 0 and 1.
  ///   - level: The coverage of the interval.
  ///   - seed: Where the random numbers start.
  public init(
    codings: [[Int32]], distance: KrippendorffAlpha.Distance, target: Double, certainty: Double,
    level: Double = 0.95, seed: UInt64 = 1
  ) {
    let rows = (codings.first ?? []).indices.map { unit in codings.map { $0[unit] } }
      .filter { $0.count { $0 >= 0 } > 1 }
    let patterns = UnitPatterns(count: rows.count, groups: nil) {
      UnitPatterns.Pattern(places: rows[$0], weight: 1)
    }
    let alpha = ResampledAlpha(places: patterns.patterns.map(\.places), distance)
    observed = alpha.alpha(patterns.wholeCounts)
    guard let value = observed.value, value > target else {
      steps = []
      units = .undefined(observed.reason ?? .belowTarget)
      return
    }
    let simulator = StudySimulator(
      pool: patterns.wholeCounts, alpha: alpha, target: target, tail: (1 - level) / 2, seed: seed,
      studies: Self.studies, draws: Self.draws)
    var tried: [Int: Double] = [:]
    func passes(_ units: Int) -> Bool {
      if tried[units] == nil { tried[units] = simulator.passing(units) }
      return (tried[units] ?? 0) >= certainty
    }
    var (low, high) = (0, 25)
    while high < Self.unitLimit, !passes(high) { (low, high) = (high, min(Self.unitLimit, high * 2)) }
    let isReached = passes(high)
    while isReached, Double(high - low) > max(1, 0.05 * Double(high)) {
      let middle = (low + high) / 2
      if passes(middle) { high = middle } else { low = middle }
    }
    steps = tried.sorted { $0.key < $1.key }.map { Step(units: $0.key, passing: $0.value) }
    units = isReached ? .defined(Double(high)) : .undefined(.belowTarget)
  }
}

/// Studies of any number of units, made of the units that are coded.
private struct StudySimulator: Sendable {
  /// The pattern of each coded unit.
  private let pool: [Int]
  private let patternCount: Int
  private let alpha: ResampledAlpha
  private let target: Double
  private let tail: Double
  private let seed: UInt64
  private let studies: Int
  private let draws: Int

  init(
    pool counts: [Int], alpha: ResampledAlpha, target: Double, tail: Double, seed: UInt64, studies: Int,
    draws: Int
  ) {
    pool = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    patternCount = counts.count
    self.alpha = alpha
    self.target = target
    self.tail = tail
    self.seed = seed
    self.studies = studies
    self.draws = draws
  }

  /// The share of studies of `units` units whose interval begins at the target or above.
  func passing(_ units: Int) -> Double {
    let passed = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: studies) { study in
      var chance = SplitMix64(seed: seed &+ UInt64(study) &* 0x9E37_79B9 &+ UInt64(units) << 32)
      let drawn = (0..<units).map { _ in pool[chance.next(below: pool.count)] }
      let lower = lowerEnd(of: drawn, &chance)
      if let lower, lower >= target { passed.withLock { $0 += 1 } }
    }
    return Double(passed.withLock { $0 }) / Double(studies)
  }

  private func lowerEnd(of study: [Int], _ chance: inout SplitMix64) -> Double? {
    var values: [Double] = []
    var counts = [Int](repeating: 0, count: patternCount)
    for _ in 0..<draws {
      for place in counts.indices { counts[place] = 0 }
      for _ in study.indices { counts[study[chance.next(below: study.count)]] += 1 }
      if let value = alpha.alpha(counts).value { values.append(value) }
    }
    guard values.count * 2 >= draws else { return nil }
    return values.sorted().quantile(tail)
  }
}
