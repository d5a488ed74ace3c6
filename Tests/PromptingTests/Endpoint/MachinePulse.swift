import Synchronization

/// Feels how late the machine wakes a task that asked to be woken, while other work runs.
///
/// Times that are measured while the machine is late say nothing of what is measured.
final class MachinePulse: Sendable {
  private struct Lateness {
    var longest = Duration.zero
    var sum = Duration.zero
    var beats = 0
  }

  private let lateness = Mutex(Lateness())

  /// Runs `body`, and tells the longest and the mean lateness meanwhile.
  static func during<Result>(
    _ body: () async throws -> Result
  ) async throws -> (result: Result, longest: Duration, mean: Duration) {
    let pulse = MachinePulse()
    let task = Task.detached { await pulse.beat() }
    defer { task.cancel() }
    let result = try await body()
    let felt = pulse.lateness.withLock { $0 }
    return (result, felt.longest, felt.beats == 0 ? .seconds(1) : felt.sum / felt.beats)
  }

  private func beat() async {
    let step = Duration.milliseconds(20)
    while !Task.isCancelled {
      let start = ContinuousClock.now
      try? await Task.sleep(for: step)
      let late = ContinuousClock.now - start - step
      lateness.withLock { felt in
        felt.longest = max(felt.longest, late)
        felt.sum += late
        felt.beats += 1
      }
    }
  }
}
