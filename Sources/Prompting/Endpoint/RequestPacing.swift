import HTTP

/// Lets requests begin: so many at once, so many and so many tokens within any window.
///
/// - At once: from 4, two more for each round of requests that succeed, an eighth fewer when the endpoint is crowded,
///   never more than the limits say.
/// - Within a window: what the person says and what the endpoint announces, whichever is less. A request
///   may be on its way for a sixteenth of the window, at least a second, before the endpoint counts it.
/// - `Retry-After` holds all requests back.
/// - A wait that no minute's limit explains is said, and cut: the endpoint is asked again, and may refuse.
public actor RequestPacing {
  /// Time, as pacing knows it.
  public struct Time: Sendable {
    /// Time since any fixed moment.
    public var now: @Sendable () -> Duration
    /// Waits.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Time of one's own making.
    public init(
      now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
      self.now = now
      self.sleep = sleep
    }

    /// The machine's.
    public static var machine: Time {
      let start = ContinuousClock.now
      return Time(now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
    }
  }

  /// A request that has begun.
  struct Ticket {
    fileprivate let request: Int
    fileprivate let tokens: Int
    fileprivate let requestsMark: SlidingWindow.Mark
    fileprivate let tokensMark: SlidingWindow.Mark
    fileprivate let begun: Duration
  }

  private static let firstConcurrency = 4.0

  /// The longest wait that is taken at the endpoint's word.
  public static let longestBelieved = Duration.seconds(600)

  private let limits: RequestLimits
  private let isDoubtful: @Sendable (Duration) -> Void
  nonisolated let time: Time
  private var requests: SlidingWindow
  private var tokens: SlidingWindow
  private var concurrency: Double
  private var running = 0
  private var line = FIFOQueue()
  private var heldUntil = Duration.zero
  private var lastCrowded: Duration?
  /// Until when a doubtful wait lasts that was said.
  private var believedUntil = Duration.zero

  /// Pacing of one endpoint and model.
  ///
  /// - Parameters:
  ///   - limits: what the person says.
  ///   - time: how time passes.
  ///   - isDoubtful: told of a wait that is not believed, before the shorter one.
  public init(
    _ limits: RequestLimits = RequestLimits(), time: Time = .machine,
    isDoubtful: @escaping @Sendable (Duration) -> Void = { _ in }
  ) {
    self.limits = limits
    self.isDoubtful = isDoubtful
    self.time = time
    let length = Duration.seconds(limits.window)
    let slack = max(length / 16, .seconds(1))
    requests = SlidingWindow(limit: limits.requests, length: length, slack: slack)
    tokens = SlidingWindow(limit: limits.tokens, length: length, slack: slack)
    concurrency = min(Self.firstConcurrency, Double(limits.concurrency))
  }

  /// How many requests may be under way at once now.
  public var concurrencyNow: Int { Int(concurrency) }

  /// Waits until a request may begin; each ends with ``end(_:isCrowded:succeeded:usage:rates:retryAfter:)``.
  func begin(tokens estimate: Int) async throws -> Ticket {
    try await enter()
    do {
      while true {
        try Task.checkCancellation()
        let now = time.now()
        let wait = max(
          heldUntil - now, requests.wait(for: 1, at: now), tokens.wait(for: estimate, at: now))
        if wait <= .zero {
          let request = requests.take(1, at: now)
          let token = tokens.take(estimate, at: now)
          return Ticket(
            request: request, tokens: token, requestsMark: requests.mark, tokensMark: tokens.mark, begun: now)
        }
        guard wait > Self.longestBelieved, now >= believedUntil else {
          try await time.sleep(min(wait, max(Self.longestBelieved, believedUntil - now)))
          continue
        }
        believedUntil = now + Self.longestBelieved
        isDoubtful(wait)
        try await time.sleep(Self.longestBelieved)
        forgetLimits()
      }
    } catch {
      leave()
      throw error
    }
  }

  /// Lets requests begin as if the endpoint had announced nothing.
  private func forgetLimits() {
    let length = Duration.seconds(limits.window)
    let slack = max(length / 16, .seconds(1))
    requests = SlidingWindow(limit: limits.requests, length: length, slack: slack)
    tokens = SlidingWindow(limit: limits.tokens, length: length, slack: slack)
    heldUntil = time.now()
  }

  /// A request is over.
  func end(
    _ ticket: Ticket, isCrowded: Bool = false, succeeded: Bool = false, usage: TokenUsage? = nil,
    rates: RateReport? = nil, retryAfter: Duration? = nil
  ) {
    let now = time.now()
    requests.settle(ticket.request, at: now)
    let counted = usage.map { $0.prompt + $0.completion } ?? 0
    tokens.settle(ticket.tokens, to: counted > 0 ? counted : nil, at: now)
    if let rates { learn(rates, ticket, at: now) }
    if let retryAfter { heldUntil = max(heldUntil, now + retryAfter) }
    if isCrowded {
      // Requests that began before the last cut were refused for the same reason.
      if lastCrowded.map({ ticket.begun > $0 }) ?? true {
        concurrency = max(1, concurrency * 0.875)
        lastCrowded = now
      }
    } else if succeeded {
      concurrency = min(Double(limits.concurrency), concurrency + 2 / concurrency)
    }
    leave()
  }

  private func enter() async throws {
    while running >= Int(concurrency) {
      let place = line.nextPlace()
      await withTaskCancellationHandler {
        await withCheckedContinuation { line.join($0, at: place) }
      } onCancel: {
        Task { await self.giveUp(place) }
      }
      if Task.isCancelled {
        line.callFirst()
        throw CancellationError()
      }
    }
    running += 1
  }

  private func giveUp(_ place: FIFOQueue.Place) { line.leave(place) }

  private func leave() {
    running -= 1
    var free = Int(concurrency) - running
    while free > 0, line.callFirst() { free -= 1 }
  }

  private func learn(_ rates: RateReport, _ ticket: Ticket, at now: Duration) {
    if let report = rates.requests {
      learn(report, given: limits.requests, into: &requests, since: ticket.requestsMark, at: now)
    }
    if let report = rates.tokens {
      learn(report, given: limits.tokens, into: &tokens, since: ticket.tokensMark, at: now)
    }
  }

  private func learn(
    _ report: RateReport.Limit, given: Int?, into window: inout SlidingWindow, since mark: SlidingWindow.Mark,
    at now: Duration
  ) {
    // Refills are rounded, so that only minutes, hours and days are told apart.
    let minute = Duration.seconds(limits.window)
    let scale = report.period.map { $0 < minute * 10 ? 1.0 : $0 < minute * 360 ? 60 : 1440 } ?? 1
    if scale == 1 {
      window.limit = min(report.limit, given ?? .max)
    } else if given == nil {
      // A limit by the day does not say how fast it may be used.
      window.limit = report.limit
      window.length = minute * scale
    }
    if let remaining = report.remaining, window.limit == report.limit {
      window.note(remaining: remaining, since: mark, at: now)
    }
  }
}
