import ContentCoding
import Foundation
import ModelCoders
import Storage
import Synchronization

extension OpenStudy {
  /// Whether a run stays when its work is done.
  enum RunEnd {
    /// It made codings or clusters, which name it.
    case kept
    /// It left nothing, as one that only handed requests in.
    case discarded
  }

  /// Starts or resumes `run`, does `work` under its lease, and ends it: done, or interrupted where `work` throws.
  ///
  /// The only way to a lease: whoever else wants the coder is refused, as long as this process lives.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - clock: what measures its stages.
  ///   - end: what becomes of it. One that is discarded leaves the coder's current codings as they are.
  ///   - work: is given the run's book, which it keeps up to date.
  /// - Returns: what `work` gives.
  /// - Throws: `StorageError.runHeld`, `StorageError.leaseLost`, and what `work` throws.
  func withHeldRun<Value: Sendable>(
    _ run: Run, clock: StageClock = StageClock(), end: RunEnd = .kept,
    _ work: @escaping @Sendable (RunProgress) async throws -> Value
  ) async throws -> Value {
    let study = study
    let held = try study.acquire(run, lease: Lease.held(at: Date()), isNewest: end == .kept)
    let book = RunProgress(held, clock: clock, meter: EnergyMeter(watts: watts))
    defer { if end == .discarded { try? study.discard(run: run.id) } }
    return try await HeldRun(study: study, current: { book.current }).run {
      let value = try await work(book)
      try study.finish(
        book.current, lease: Lease.held(at: Date()), state: end == .kept ? .done : .interrupted, at: Date())
      return value
    }
  }
}

/// The lease of a run, which beats.
private struct HeldRun: Sendable {
  let study: Study
  /// The run as it stands, for each beat and for the end.
  let current: @Sendable () -> Run

  private static let interval = DispatchTimeInterval.seconds(10)

  /// Beats every ten seconds while `work` goes on; a beat that finds the run taken over cancels the work.
  ///
  /// A thread of its own beats, so that work which fills all others does not stop it.
  ///
  /// - Throws: what `work` throws, after the run was marked as interrupted; `StorageError.leaseLost`.
  func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await work() }
    let failure = Mutex<(any Error)?>(nil)
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "lease"))
    timer.schedule(deadline: .now() + Self.interval, repeating: Self.interval)
    timer.setEventHandler {
      do {
        try study.beat(current(), lease: Lease.held(at: Date()))
      } catch {
        failure.withLock { $0 = $0 ?? error }
        task.cancel()
      }
    }
    timer.resume()
    defer { timer.cancel() }
    do {
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    } catch {
      try? study.finish(current(), lease: Lease.held(at: Date()), state: .interrupted, at: Date())
      throw failure.withLock { $0 } ?? error
    }
  }
}
