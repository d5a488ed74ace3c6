/// A limit for the whole of an exchange: a server that sends a byte a second is never silent, and never ends.
public enum HTTPDeadline {
  /// Runs `work` and cancels it after `limit`.
  ///
  /// - Parameters:
  ///   - limit: the time for all of it.
  ///   - host: whose name the failure carries.
  ///   - work: sends and reads; it must end when its task is cancelled.
  /// - Returns: what `work` gives.
  /// - Throws: `HTTPFailure` with the cause `deadline` after `limit`; else what `work` throws.
  public static func run<Value: Sendable>(
    within limit: Duration, host: String, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask(operation: work)
      group.addTask {
        try await Task.sleep(for: limit)
        throw HTTPFailure(host: host, cause: .deadline(seconds: Int(limit.components.seconds)))
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}
