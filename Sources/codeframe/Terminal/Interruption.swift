import ArgumentParser
import Dispatch
import Foundation

/// Lets Ctrl-C (and a scheduler's TERM) stop work between two steps, so that what is stored is whole.
enum Interruption {
  /// Does `work`, which is cancelled by the first signal; a second one ends the program at once.
  ///
  /// - Throws: what `work` throws; after a signal, exit status 130.
  static func stopping<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws
    -> Result
  {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if task.isCancelled { _exit(130) }
        Console.say("\nstopping after this step; once more to stop at once")
        task.cancel()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    do {
      return try await task.value
    } catch is CancellationError {
      throw ExitCode(130)
    }
  }
}
