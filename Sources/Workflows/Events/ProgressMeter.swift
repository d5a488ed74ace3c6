import Synchronization

/// Counts work, and tells a listener how far it is.
final class ProgressMeter: Sendable {
  private struct State {
    var done = 0
    var skipped = 0
    var lastTold: ContinuousClock.Instant?
  }

  /// The least time between two tellings.
  private static let interval = Duration.milliseconds(100)

  private let listener: any WorkflowListener
  private let total: Int?
  private let noun: String
  private let unit: WorkProgress.Unit
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// A meter that counts to `total`; nil where the end is not known.
  init(
    total: Int? = nil, noun: String, unit: WorkProgress.Unit = .count, for listener: any WorkflowListener
  ) {
    self.listener = listener
    self.total = total
    self.noun = noun
    self.unit = unit
  }

  /// Counts `count` more.
  func advance(by count: Int) { add(count, skipped: 0) }

  /// Counts what is there without work, or with a negative count what is lost again; it does not make the rate.
  func skip(_ count: Int) { add(count, skipped: count) }

  /// Says that the work has ended, or that words take its place.
  func clear() { listener.progress(nil) }

  private func add(_ count: Int, skipped: Int) {
    let progress = state.withLock { state -> WorkProgress? in
      state.done += count
      state.skipped += skipped
      let now = ContinuousClock.now
      guard state.lastTold.map({ now - $0 > Self.interval }) ?? true else { return nil }
      state.lastTold = now
      return WorkProgress(
        done: state.done, skipped: state.skipped, total: total, noun: noun, unit: unit,
        seconds: (now - start) / .seconds(1))
    }
    if let progress { listener.progress(progress) }
  }
}
