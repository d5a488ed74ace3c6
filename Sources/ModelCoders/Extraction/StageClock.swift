import Synchronization

/// Adds up the seconds that workers spend in each stage of a pipeline.
public final class StageClock: Sendable {
  /// The stages of extraction, in the order in which a picture passes them.
  public enum Stage: String, CaseIterable, Sendable {
    case read
    case decode
    case infer
    case store
  }

  private let totals = Mutex<[Stage: Duration]>([:])
  private let pictures = Mutex(0)

  /// A clock at zero.
  public init() {}

  /// Does `work` and adds its time to `stage`.
  func time<Result, Failure: Error>(_ stage: Stage, _ work: () throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    let start = ContinuousClock.now
    defer {
      let spent = ContinuousClock.now - start
      totals.withLock { $0[stage, default: .zero] += spent }
    }
    return try work()
  }

  func countExtracted(_ count: Int) {
    pictures.withLock { $0 += count }
  }

  /// Seconds by stage, summed over workers.
  public var seconds: [String: Double] {
    totals.withLock { totals in
      Dictionary(uniqueKeysWithValues: totals.map { ($0.key.rawValue, $0.value / .seconds(1)) })
    }
  }

  /// How many media went through an extractor, cached ones not counted.
  public var extracted: Int { pictures.withLock { $0 } }
}
