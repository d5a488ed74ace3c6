import Foundation
import Synchronization
import Testing

@testable import ModelCoders

@Suite("Pixel budget")
struct PixelBudgetTests {
  private final class Meter: Sendable {
    private let state = Mutex((now: 0, most: 0, done: 0))
    func enter(_ pixels: Int) {
      state.withLock {
        $0.now += pixels
        $0.most = max($0.most, $0.now)
      }
    }
    func leave(_ pixels: Int) {
      state.withLock {
        $0.now -= pixels
        $0.done += 1
      }
    }
    var most: Int { state.withLock(\.most) }
    var done: Int { state.withLock(\.done) }
  }

  /// Threads that want 3, 5 and 20 of 10: never more than 10 at once, but for one that wants more and runs alone.
  @Test func noMoreGoThroughThanMay() {
    let (budget, meter) = (PixelBudget(10), Meter())
    let group = DispatchGroup()
    for number in 0..<60 {
      let pixels = [3, 5, 20][number % 3]
      let thread = Thread {
        budget.spending(pixels) {
          meter.enter(pixels)
          for _ in 0..<2_000 { _ = sin(Double(number)) }
          meter.leave(pixels)
        }
        group.leave()
      }
      group.enter()
      thread.start()
    }
    group.wait()
    #expect(meter.done == 60 && meter.most == 20)
  }

  @Test func whatFailsGivesItsRoomBack() {
    struct Failure: Error {}
    let budget = PixelBudget(4)
    for _ in 0..<3 { #expect(throws: Failure.self) { try budget.spending(4) { throw Failure() } } }
    #expect(budget.spending(4) { true })
  }
}
