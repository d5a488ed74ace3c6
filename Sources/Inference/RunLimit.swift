import COnnxRuntime
import Dispatch
import Synchronization

/// Stops a run that takes too long.
///
/// `@unchecked Sendable`: the options are touched by the run, by ``end()`` and by the timer, the last two under a lock;
/// ONNX Runtime lets any thread stop a run that goes on.
final class RunLimit: @unchecked Sendable {
  /// The options that the run is to be given; valid as long as this lives.
  let options: OpaquePointer
  private let table: OnnxRuntime
  private let timer: any DispatchSourceTimer
  private let state = Mutex(State())

  private struct State {
    var hasEnded = false
    var wasStopped = false
  }

  private static let queue = DispatchQueue(label: "run-limit")

  /// Starts to count.
  ///
  /// - Parameters:
  ///   - limit: how long the run may take.
  ///   - table: the engine's functions.
  /// - Throws: `InferenceError` where the engine gives no options.
  init(_ limit: Duration, of table: OnnxRuntime) throws(InferenceError) {
    options = try table.created("make a run's options", .run) { table.create_run_options(&$0) }
    self.table = table
    timer = DispatchSource.makeTimerSource(queue: Self.queue)
    timer.schedule(deadline: .now() + limit.timeInterval, leeway: .milliseconds(100))
    timer.setEventHandler { [weak self] in self?.stop() }
    timer.activate()
  }

  private func stop() {
    state.withLock { state in
      guard !state.hasEnded else { return }
      state.wasStopped = true
      // Its only failure is a lack of memory for the error that it gives back.
      if let status = table.terminate_runs(options) { table.release_status(status) }
    }
  }

  /// Ends the count after the run, and gives the options back; whether the run was stopped.
  func end() -> Bool {
    timer.cancel()
    return state.withLock { state in
      state.hasEnded = true
      return state.wasStopped
    }
  }

  deinit {
    timer.cancel()
    table.release_run_options(options)
  }
}

extension Duration {
  fileprivate var timeInterval: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
