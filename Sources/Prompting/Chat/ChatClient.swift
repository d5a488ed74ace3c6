import ContentCoding

/// Whoever answers chat requests: an endpoint, behind its limits, its budget and the answers that were paid before.
public protocol ChatClient: Sendable {
  /// Asks, or gives the answer that was given before.
  ///
  /// - Parameters:
  ///   - request: What is asked.
  ///   - repetition: From 0. The same request with another repetition is asked anew.
  /// - Returns: The reply, or why this request alone has none: refused by its content, the network gone after all retries.
  /// - Throws: `CancellationError`, or an error that stops the whole run: a refused key, a budget that is spent.
  func ask(_ request: ChatRequest, repetition: Int) async throws -> Result<ChatReply, Unanswered>
}

/// Why one request has no reply.
public struct Unanswered: Error, Hashable, Sendable {
  /// What is stored with the coding.
  public var reason: Reason

  /// A failure of one request.
  public init(_ reason: Reason) {
    self.reason = reason
  }
}
