import HTTP

/// How fast an endpoint is asked, as far as the person says; the rest is learned from its answers.
public struct RequestLimits: Codable, Hashable, Sendable {
  /// How many requests are under way at once at most.
  public var concurrency: Int
  /// How many requests may begin within any window; nil to learn it.
  public var requests: Int?
  /// How many tokens may be asked for within any window; nil to learn it.
  public var tokens: Int?
  /// The window in seconds, by which limits "a minute" count.
  public var window: Double

  /// Limits; 16 at once, the rest learned, windows of a minute.
  public init(concurrency: Int = 16, requests: Int? = nil, tokens: Int? = nil, window: Double = 60) {
    self.concurrency = max(1, concurrency)
    self.requests = requests.map { max(1, $0) }
    self.tokens = tokens.map { max(1, $0) }
    self.window = window.isFinite ? max(0.01, window) : 60
  }
}

extension RetryPolicy {
  /// Eight attempts, waits of up to a minute: an endpoint that is crowded for some minutes loses no post.
  public static let prompting = RetryPolicy(
    attempts: 8, firstDelay: .seconds(1), longestDelay: .seconds(60), longestRetryAfter: .seconds(600))
}
