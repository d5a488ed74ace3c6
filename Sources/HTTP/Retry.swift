/// A request that failed and will be sent again.
public struct Retry: Hashable, Sendable {
  /// Which failure it is, from 1.
  public let failures: Int
  /// Why, in words.
  public let reason: String
  /// What is waited.
  public let delay: Duration

  /// A failure that will be tried again.
  public init(failures: Int, reason: String, delay: Duration) {
    self.failures = failures
    self.reason = reason
    self.delay = delay
  }
}

/// Why an answer is not yet what was asked for.
public struct Setback: Hashable, Sendable {
  /// Why, in words.
  public let reason: String
  /// How long the server asks to wait.
  public let retryAfter: Duration?

  /// A setback.
  public init(reason: String, retryAfter: Duration? = nil) {
    self.reason = reason
    self.retryAfter = retryAfter
  }
}

extension RetryPolicy {
  /// Waits before another attempt, and says so first.
  ///
  /// - Parameters:
  ///   - failures: How many attempts have failed, at least 1.
  ///   - setback: Why the last one failed.
  ///   - chance: As in ``delay(afterFailures:retryAfter:chance:)``.
  ///   - sleep: How is waited.
  ///   - willRetry: Told before the wait.
  /// - Returns: Whether there is to be another attempt.
  /// - Throws: What `sleep` throws.
  public func waits(
    afterFailures failures: Int, of setback: Setback, chance: Double = .random(in: 0...1),
    sleep: @Sendable (Duration) async throws -> Void, willRetry: @Sendable (Retry) -> Void
  ) async throws -> Bool {
    let delay = delay(afterFailures: failures, retryAfter: setback.retryAfter, chance: chance)
    guard let delay else { return false }
    willRetry(Retry(failures: failures, reason: setback.reason, delay: delay))
    try await sleep(delay)
    return true
  }

  /// Tries until there is an answer without setback, or no other attempt is to be made.
  ///
  /// An `HTTPFailure` that is an interruption counts as a setback; all other errors end it at once.
  ///
  /// - Parameters:
  ///   - sleep: How is waited.
  ///   - willRetry: Told before each wait.
  ///   - attempt: Gives an answer, and why it is not yet the one.
  /// - Returns: The last answer.
  /// - Throws: What the last attempt throws.
  public func run<Answer>(
    sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    willRetry: @Sendable (Retry) -> Void = { _ in },
    attempt: () async throws -> (answer: Answer, setback: Setback?)
  ) async throws -> Answer {
    var failures = 0
    while true {
      let setback: Setback
      let end: Result<Answer, HTTPFailure>
      do {
        let result = try await attempt()
        guard let reason = result.setback else { return result.answer }
        setback = reason
        end = .success(result.answer)
      } catch let failure as HTTPFailure where failure.isInterruption {
        setback = Setback(reason: failure.description)
        end = .failure(failure)
      }
      failures += 1
      guard try await waits(afterFailures: failures, of: setback, sleep: sleep, willRetry: willRetry) else {
        return try end.get()
      }
    }
  }
}

extension HTTPTransport {
  /// Sends a request, again where a server is busy or a connection breaks before the answer's head.
  ///
  /// - Parameters:
  ///   - request: What is asked; a `post` that is sent again may be answered twice.
  ///   - policy: How often and after how long.
  ///   - willRetry: Told before each wait.
  /// - Returns: The first answer whose status is not transient, or the last one.
  /// - Throws: As ``send(_:)``.
  public func send(
    _ request: HTTPRequest, retrying policy: RetryPolicy, willRetry: @Sendable (Retry) -> Void = { _ in }
  ) async throws -> HTTPResponse {
    try await policy.run(willRetry: willRetry) {
      let response = try await send(request)
      return (response, response.setback(from: request.url.host ?? "the server"))
    }
  }
}

extension HTTPResponse {
  /// Why the same request may succeed later; nil where the status does not say so.
  public func setback(from host: String) -> Setback? {
    guard RetryPolicy.isTransient(status: status) else { return nil }
    return Setback(reason: "\(host) answered with status \(status)", retryAfter: retryAfter())
  }
}
