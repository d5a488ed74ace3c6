import HTTP
import Synchronization
import Testing

@testable import Prompting

/// Time that passes only when somebody waits for it.
private final class StillTime: Sendable {
  let now = Mutex(Duration.zero)
  let waits = Mutex<[Duration]>([])

  var time: RequestPacing.Time {
    RequestPacing.Time(
      now: { self.now.withLock { $0 } },
      sleep: { wait in
        self.now.withLock { $0 += wait }
        self.waits.withLock { $0.append(wait) }
      })
  }
}

struct RequestPacingTests {
  private let still = StillTime()

  private func report(_ limit: Int, remaining: Int, reset: String, of what: String = "requests") -> RateReport
  {
    RateReport([
      "x-ratelimit-limit-\(what)": "\(limit)", "x-ratelimit-remaining-\(what)": "\(remaining)",
      "x-ratelimit-reset-\(what)": reset,
    ])
  }

  @Test func learnsRequestsAMinute() async throws {
    let pacing = RequestPacing(RequestLimits(), time: still.time)
    let first = try await pacing.begin(tokens: 1)
    await pacing.end(first, succeeded: true, rates: report(2, remaining: 1, reset: "30s"))
    await pacing.end(try await pacing.begin(tokens: 1), succeeded: true)
    #expect(still.waits.withLock { $0 }.isEmpty)
    await pacing.end(try await pacing.begin(tokens: 1), succeeded: true)
    #expect(still.waits.withLock { $0 } == [.seconds(60)])
  }

  @Test func learnsTokensAMinuteAndCorrectsItsEstimate() async throws {
    let pacing = RequestPacing(RequestLimits(), time: still.time)
    let first = try await pacing.begin(tokens: 900)
    await pacing.end(
      first, succeeded: true, usage: TokenUsage(prompt: 90, completion: 10),
      rates: report(1000, remaining: 900, reset: "6s", of: "tokens"))
    await pacing.end(try await pacing.begin(tokens: 900), succeeded: true)
    #expect(still.waits.withLock { $0 }.isEmpty)
    _ = try await pacing.begin(tokens: 1)
    #expect(still.waits.withLock { $0 } == [.seconds(60)])
  }

  /// 10,000 a day, as told by a refill of one in 8.64 seconds.
  @Test func limitsByTheDay() async throws {
    let doubts = Mutex<[Duration]>([])
    let pacing = RequestPacing(RequestLimits(), time: still.time) { wait in
      doubts.withLock { $0.append(wait) }
    }
    let first = try await pacing.begin(tokens: 1)
    await pacing.end(first, succeeded: true, rates: report(2, remaining: 1, reset: "12h"))
    await pacing.end(try await pacing.begin(tokens: 1), succeeded: true)
    _ = try await pacing.begin(tokens: 1)
    #expect(doubts.withLock { $0 } == [.seconds(86_400)], "a wait of a day is said")
    #expect(still.waits.withLock { $0 } == [RequestPacing.longestBelieved], "and the endpoint is asked again")
  }

  @Test func whatThePersonSaysIsNotPassed() async throws {
    let pacing = RequestPacing(RequestLimits(requests: 1), time: still.time)
    let first = try await pacing.begin(tokens: 1)
    await pacing.end(first, succeeded: true, rates: report(500, remaining: 499, reset: "120ms"))
    _ = try await pacing.begin(tokens: 1)
    #expect(still.waits.withLock { $0 } == [.seconds(60)])
  }

  @Test func retryAfterHoldsAllBack() async throws {
    let pacing = RequestPacing(RequestLimits(), time: still.time)
    let first = try await pacing.begin(tokens: 1)
    await pacing.end(first, isCrowded: true, retryAfter: .seconds(7))
    _ = try await pacing.begin(tokens: 1)
    #expect(still.waits.withLock { $0 } == [.seconds(7)])
  }

  @Test func asManyAtOnceAsSucceed() async throws {
    let pacing = RequestPacing(RequestLimits(concurrency: 16), time: still.time)
    #expect(await pacing.concurrencyNow == 4)
    for _ in 0..<200 { await pacing.end(try await pacing.begin(tokens: 1), succeeded: true) }
    #expect(await pacing.concurrencyNow == 16)
    // Those that were under way together count as one.
    var tickets: [RequestPacing.Ticket] = []
    for _ in 0..<16 { tickets.append(try await pacing.begin(tokens: 1)) }
    still.now.withLock { $0 += .seconds(1) }
    for ticket in tickets { await pacing.end(ticket, isCrowded: true) }
    #expect(await pacing.concurrencyNow == 14)
    for step in 0..<50 {
      still.now.withLock { $0 += .seconds(step) }
      let ticket = try await pacing.begin(tokens: 1)
      still.now.withLock { $0 += .seconds(1) }
      await pacing.end(ticket, isCrowded: true)
    }
    #expect(await pacing.concurrencyNow == 1)
  }

  @Test func oneAtOnce() async throws {
    let pacing = RequestPacing(RequestLimits(concurrency: 1), time: still.time)
    let first = try await pacing.begin(tokens: 1)
    let second = Task { try await pacing.begin(tokens: 1) }
    let third = Task { try await pacing.begin(tokens: 1) }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    await pacing.end(first)
    await pacing.end(try await third.value)
    _ = try await pacing.begin(tokens: 1)
  }
}
