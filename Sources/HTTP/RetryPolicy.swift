/// How often and after how long a request is sent again.
public struct RetryPolicy: Hashable, Sendable {
  /// How often it is sent at most; at least 1.
  public var attempts: Int
  /// The wait after the first failure; each later one is twice as long.
  public var firstDelay: Duration
  /// No wait of our own is longer.
  public var longestDelay: Duration
  /// A server that asks for a longer wait is not asked again.
  public var longestRetryAfter: Duration

  /// Five attempts, waits of about 1, 2, 4 and 8 seconds.
  public init(
    attempts: Int = 5, firstDelay: Duration = .seconds(1), longestDelay: Duration = .seconds(30),
    longestRetryAfter: Duration = .seconds(120)
  ) {
    self.attempts = attempts
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
    self.longestRetryAfter = longestRetryAfter
  }

  /// The wait before the next attempt.
  ///
  /// `min(longestDelay, firstDelay * 2^(failures - 1))`, of which between a half and the whole is waited, so that many
  /// clients do not come back at once; never less than the server asks for.
  ///
  /// - Parameters:
  ///   - failures: How many attempts have failed, at least 1.
  ///   - retryAfter: What the server asks for.
  ///   - chance: Where between the half and the whole: 0 to 1; from -1, where between nothing and the whole.
  /// - Returns: The wait; nil where no other attempt is to be made.
  public func delay(
    afterFailures failures: Int, retryAfter: Duration? = nil, chance: Double = .random(in: 0...1)
  ) -> Duration? {
    guard failures < attempts else { return nil }
    if let retryAfter, retryAfter > longestRetryAfter { return nil }
    let whole = min(longestDelay, firstDelay * Double(1 << min(max(failures - 1, 0), 30)))
    return max(whole * (0.5 + chance / 2), retryAfter ?? .zero)
  }

  /// Whether a status says that the same request may succeed later: 408, 429 and all from 500 but 501 and 505.
  public static func isTransient(status: Int) -> Bool {
    status == 408 || status == 429 || (500...599).contains(status) && status != 501 && status != 505
  }
}
