import Testing

@testable import Prompting

struct SlidingWindowTests {
  @Test func neverMoreThanTheLimit() {
    var window = SlidingWindow(limit: 3, length: .seconds(60))
    var now = Duration.zero
    var begun: [Duration] = []
    for step in 0..<50 {
      now += .seconds(Double(step % 7))
      now += window.wait(for: 1, at: now)
      window.take(1, at: now)
      begun.append(now)
    }
    for place in 3..<begun.count { #expect(begun[place] - begun[place - 3] >= .seconds(60)) }
  }

  @Test func waitsForTheOldest() {
    var window = SlidingWindow(limit: 2, length: .seconds(10))
    window.take(1, at: .zero)
    window.take(1, at: .seconds(4))
    #expect(window.wait(for: 1, at: .seconds(5)) == .seconds(5))
    #expect(window.wait(for: 2, at: .seconds(5)) == .seconds(9))
    #expect(window.wait(for: 1, at: .seconds(10)) == .zero)
  }

  @Test func weights() {
    var window = SlidingWindow(limit: 100, length: .seconds(10))
    let first = window.take(90, at: .zero)
    #expect(window.wait(for: 20, at: .seconds(1)) == .seconds(9))
    window.settle(first, to: 50, at: .seconds(1))
    #expect(window.wait(for: 20, at: .seconds(1)) == .zero)
    // What is heavier than the limit begins alone.
    #expect(window.wait(for: 500, at: .seconds(1)) == .seconds(9))
    #expect(window.wait(for: 500, at: .seconds(10)) == .zero)
    window.settle(first, to: 1_000, at: .seconds(10))
    #expect(window.wait(for: 100, at: .seconds(10)) == .zero)
  }

  @Test func othersUseTheKey() {
    var window = SlidingWindow(limit: 10, length: .seconds(10))
    window.take(1, at: .zero)
    let mark = window.mark
    window.take(1, at: .seconds(1))
    // One of ours arrived, perhaps two: nobody else.
    window.note(remaining: 9, since: mark, at: .seconds(1))
    window.note(remaining: 8, since: mark, at: .seconds(1))
    #expect(window.wait(for: 8, at: .seconds(1)) == .zero)
    window.note(remaining: 0, since: mark, at: .seconds(2))
    #expect(window.wait(for: 1, at: .seconds(2)) == .seconds(8))
    #expect(window.wait(for: 3, at: .seconds(2)) == .seconds(10))
    // What left the window before the answer came is not counted against the others.
    var other = SlidingWindow(limit: 10, length: .seconds(10))
    other.take(10, at: .zero)
    let full = other.mark
    #expect(other.wait(for: 10, at: .seconds(10)) == .zero)
    other.note(remaining: 0, since: full, at: .seconds(10))
    #expect(other.wait(for: 10, at: .seconds(10)) == .zero)
  }

  @Test func noLimit() {
    var window = SlidingWindow(limit: nil, length: .seconds(10))
    for _ in 0..<5000 { window.take(1, at: .zero) }
    #expect(window.wait(for: .max, at: .zero) == .zero)
    window.limit = 1
    #expect(window.wait(for: 1, at: .seconds(1)) == .seconds(9))
    for step in 0..<5000 { window.take(1, at: .seconds(20 + step)) }
    #expect(window.wait(for: 1, at: .seconds(5020)) == .seconds(9))
  }

  @Test func countsFromTheLatestArrival() {
    var window = SlidingWindow(limit: 1, length: .seconds(10), slack: .seconds(2))
    let first = window.take(1, at: .zero)
    #expect(window.wait(for: 1, at: .zero) == .seconds(12))
    window.settle(first, at: .seconds(1))
    #expect(window.wait(for: 1, at: .seconds(1)) == .seconds(10))
    let second = window.take(1, at: .seconds(11))
    window.settle(second, at: .seconds(20))
    #expect(window.wait(for: 1, at: .seconds(20)) == .seconds(3))
  }
}
