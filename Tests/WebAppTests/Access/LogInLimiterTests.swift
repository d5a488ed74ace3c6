import Foundation
import Synchronization
import Testing

@testable import WebApp

struct LogInLimiterTests {
  private final class Clock: Sendable {
    let time = Mutex(Date(timeIntervalSince1970: 1000))
    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
  }

  private func limiter() -> (LogInLimiter, Clock) {
    let clock = Clock()
    return (LogInLimiter { clock.time.withLock { $0 } }, clock)
  }

  @Test func whoGuessesWaitsLongerAndLonger() {
    let (limiter, clock) = limiter()
    for _ in 1...4 {
      limiter.failed(client: "1", name: "a")
      #expect(limiter.wait(client: "1", name: "a") == nil)
    }
    for wait in [1, 2, 4, 8, 16, 32] {
      limiter.failed(client: "1", name: "a")
      #expect(limiter.wait(client: "1", name: "a") == wait)
      clock.advance(Double(wait))
      #expect(limiter.wait(client: "1", name: "a") == nil)
    }
    for _ in 1...30 { limiter.failed(client: "1", name: "a") }
    #expect(limiter.wait(client: "1", name: "z") == 900)
    #expect(limiter.wait(client: "2", name: "a") == 60, "nobody is kept out for long by others' guesses")
    #expect(limiter.wait(client: "2", name: "b") == nil)
  }

  @Test func aRightPasswordAndAnHourForgetWrongOnes() {
    let (limiter, clock) = limiter()
    for _ in 1...9 { limiter.failed(client: "1", name: "a") }
    limiter.succeeded(client: "1", name: "a")
    #expect(limiter.wait(client: "1", name: "a") == nil)
    for _ in 1...9 { limiter.failed(client: "1", name: "a") }
    clock.advance(4000)
    limiter.failed(client: "1", name: "a")
    #expect(limiter.wait(client: "1", name: "a") == nil)
  }

  @Test func endlessNamesTakeNoEndlessMemory() {
    let (limiter, clock) = limiter()
    for number in 1...10_050 {
      limiter.failed(client: "1", name: "\(number)")
      clock.advance(0.01)
    }
    #expect(limiter.wait(client: "1", name: "b") != nil)
  }
}
