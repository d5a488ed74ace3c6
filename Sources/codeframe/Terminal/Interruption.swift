import ArgumentParser
import Dispatch
import Foundation
import Workflows

/// Lets Ctrl-C (and a scheduler's TERM) stop work between two steps, so that what is stored is whole.
enum Interruption {
  /// So long a step may take to its end after the first signal; everything that is stored survives an end at any instant.
  private static let patience = DispatchTimeInterval.milliseconds(1700)

  /// Does `work`, which is cancelled by the first signal; a second one, or a step that takes too long, ends the program.
  ///
  /// - Parameters:
  ///   - kept: what is said of what is kept and how to go on.
  ///   - work: what is done; cancelled, it may end before it is whole.
  /// - Returns: what `work` gives.
  /// - Throws: what `work` throws; after a signal, exit status 130.
  static func stopping<Result: Sendable>(
    kept: String? = nil, _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if task.isCancelled { end(kept) }
        Console.say("\nstopping after this step; once more to stop at once")
        task.cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) { end(kept) }
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
    } catch {
      guard error is CancellationError || task.isCancelled else { throw error }
      end(kept)
    }
  }

  private static func end(_ kept: String?) -> Never {
    PartialFiles.remove()
    Console.say("stopped\(kept.map { ": \($0)" } ?? "")")
    _exit(130)
  }
}
