import Foundation
import LocalHub
import Synchronization
import Testing

@testable import HTTP

struct RetryTests {
  /// The example of RFC 9110, 5.6.7.
  private let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(arguments: [
    ("120", 120.0), (" 0 ", 0), ("1.5", 1.5), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
    ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Mon, 07 Nov 1994 08:49:37 GMT", 86_400),
    ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
  ])
  func whatServersAskFor(value: String, seconds: Double) {
    #expect(RetryAfter.delay(value, now: now) == .seconds(seconds))
  }

  @Test(arguments: [
    "", "-1", "soon", "1e30", "nan", "inf", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
    "Sun, 06 Nov 1994 25:00:00 GMT",
  ])
  func whatCannotBeRead(value: String) {
    #expect(RetryAfter.delay(value, now: now) == nil)
  }

  /// The days of the proleptic Gregorian calendar, by Foundation's.
  @Test func datesOfManyYears() throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    for day in stride(from: 0, through: 60_000, by: 13) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3661)
      let value = formatter.string(from: date)
      #expect(
        RetryAfter.delay(value, now: Date(timeIntervalSince1970: 0)) == .seconds(Double(day) * 86_400 + 3661))
    }
  }

  @Test func waitsGrow() {
    let policy = RetryPolicy(attempts: 7, firstDelay: .seconds(1), longestDelay: .seconds(10))
    let whole = (1...7).map { policy.delay(afterFailures: $0, chance: 1) }
    #expect(whole == [1, 2, 4, 8, 10, 10, nil].map { $0.map { .seconds($0) } })
    #expect(policy.delay(afterFailures: 3, chance: 0) == .seconds(2))
    #expect(policy.delay(afterFailures: 1, retryAfter: .seconds(60), chance: 1) == .seconds(60))
    #expect(policy.delay(afterFailures: 1, retryAfter: .zero, chance: 1) == .seconds(1))
    #expect(policy.delay(afterFailures: 1, retryAfter: .seconds(3600), chance: 1) == nil)
    #expect(
      RetryPolicy(attempts: .max).delay(afterFailures: .max - 1, chance: 1) == .seconds(30))
  }

  @Test func statuses() {
    #expect([408, 429, 500, 502, 503, 504].allSatisfy(RetryPolicy.isTransient))
    #expect(![200, 206, 302, 400, 401, 403, 404, 416, 501, 505].contains(where: RetryPolicy.isTransient))
  }

  @Test func aBusyServerIsAskedAgain() async throws {
    try await LocalHub.with { hub in
      hub.fail("echo", .status(429, fields: ["Retry-After": "7"]), .status(503))
      let url = try #require(URL(string: hub.endpoint + "/echo"))
      let transport = HTTPTransport(userAgent: "codeframe/1", environment: [:])
      let waits = Mutex<[Duration]>([])
      let retries = Mutex<[Retry]>([])
      let policy = RetryPolicy()
      let response = try await policy.run(sleep: { wait in waits.withLock { $0.append(wait) } }) {
        retry in
        retries.withLock { $0.append(retry) }
      } attempt: {
        let response = try await transport.send(HTTPRequest(url: url))
        return (response, response.setback(from: "it"))
      }
      #expect(response.status == 200)
      #expect(waits.withLock { $0.first } == .seconds(7))
      #expect(
        retries.withLock { $0.map(\.reason) }
          == ["it answered with status 429", "it answered with status 503"])
      #expect(hub.requests.count == 3)
      await transport.shutDown()
    }
  }

  @Test func anAnswerThatStaysBadIsGiven() async throws {
    try await LocalHub.with { hub in
      hub.fail("echo", .status(500), .status(500), .status(500))
      let url = try #require(URL(string: hub.endpoint + "/echo"))
      let transport = HTTPTransport(userAgent: "codeframe/1", environment: [:])
      let policy = RetryPolicy(attempts: 2, firstDelay: .zero)
      #expect(try await transport.send(HTTPRequest(url: url), retrying: policy).status == 500)
      #expect(hub.requests.count == 2)
      await transport.shutDown()
    }
  }
}
