import ContentCoding
import ModelCoders
import Synchronization

/// A run in progress: what it was when it went on, and what has come since.
final class RunProgress: Sendable {
  private let base: Run
  private let clock: StageClock
  private let started = ContinuousClock.now
  private let tally: Mutex<Run.Tally>
  private let meter: EnergyMeter

  /// Goes on with `run`, whose extraction `clock` and whose energy `meter` measures.
  init(_ run: Run, clock: StageClock, meter: EnergyMeter) {
    base = run
    self.clock = clock
    self.meter = meter
    tally = Mutex(run.tally)
  }

  /// The run's id.
  var id: String { base.id }

  /// Counts what was stored just now.
  func count(_ codings: [Coding]) {
    tally.withLock { tally in
      for coding in codings { tally.count(coding.answer) }
    }
  }

  /// Takes over exact counts: a post that failed before and was tried again was counted twice.
  func replace(tally exact: Run.Tally) {
    tally.withLock { $0 = exact }
  }

  /// The run as it stands.
  var current: Run {
    var run = base
    run.seconds += (ContinuousClock.now - started) / .seconds(1)
    run.stages.merge(clock.seconds, uniquingKeysWith: +)
    run.tally = tally.withLock { $0 }
    if let used = meter.used { run.energy = base.energy.map { $0 + used } ?? used }
    run.tally.extracted = base.tally.extracted + clock.extracted
    return run
  }
}
