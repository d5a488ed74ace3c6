import ContentCoding
import Foundation
import Storage
import Synchronization

/// Work under the lease of a run: whoever else wants the coder waits, as long as this process lives.
struct HeldRun: Sendable {
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
