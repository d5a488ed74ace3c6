import ContentCoding
import Synchronization

/// Passes on the codings of each post as soon as they are there, to whoever listens at the time.
final class CodingStream: Sendable {
  typealias Listener = @Sendable ([Coding]) throws -> Void

  private let state = Mutex<(listener: Listener?, problem: (any Error)?)>((nil, nil))

  /// Hands codings over; after a listener's error no more are.
  func announce(_ codings: [Coding]) {
    state.withLock { state in
      guard state.problem == nil else { return }
      do {
        try state.listener?(codings)
      } catch {
        state.problem = error
      }
    }
  }

  /// Runs `body`, in which `listener` gets what is announced.
  ///
  /// - Throws: what `listener` throws; else what `body` throws.
  func listening<Result>(_ listener: @escaping Listener, during body: () async throws -> Result) async throws
    -> Result
  {
    state.withLock { $0 = (listener, nil) }
    defer { state.withLock { $0.listener = nil } }
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    if let problem = state.withLock({ $0.problem }) { throw problem }
    return try result.get()
  }
}
