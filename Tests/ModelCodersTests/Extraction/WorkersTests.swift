import Foundation
import ModelCoders
import Synchronization
import Testing

struct WorkersTests {
  private final class Meeting: Sendable {
    private let present = Mutex(0)
    func arrive() { present.withLock { $0 += 1 } }
    var count: Int { present.withLock { $0 } }
  }

  /// Each worker is a thread of its own: on dispatch's pool, which has one for each core, they would wait for each other,
  /// and signals and heartbeats for all of them.
  @Test func moreBusyWorkersThanCoresWorkAtOnce() async throws {
    let meeting = Meeting()
    let deadline = Date(timeIntervalSinceNow: 120)
    let count = ProcessInfo.processInfo.activeProcessorCount + 4
    try await Workers(count: count).each(Array(0..<count)) { _ in
      meeting.arrive()
      while meeting.count < count, Date() < deadline { sched_yield() }
      #expect(meeting.count == count)
    }
  }

  @Test func everyItemIsDoneOnce() async throws {
    let sink = Sink()
    try await Workers(count: 4).each(Array(0..<1000)) { sink.add($0) }
    #expect(sink.sorted == Array(0..<1000))
  }

  private final class Sink: Sendable {
    private let done = Mutex([Int]())
    func add(_ item: Int) { done.withLock { $0.append(item) } }
    var sorted: [Int] { done.withLock { $0.sorted() } }
  }

  private struct Broken: Error {}

  /// As many at a time as there are workers, results in the order of the items, and no more calls after an error.
  @Test func whatWaitsIsDoneSoManyAtATime() async throws {
    let under = Mutex(0)
    let most = Mutex(0)
    let done = Mutex(0)
    let found = try await Workers(count: 3).waiting(for: Array(0..<50), onDone: { done.withLock { $0 += 1 } })
    { item in
      let now = under.withLock { count in
        count += 1
        return count
      }
      most.withLock { $0 = max($0, now) }
      for _ in 0..<item % 5 { await Task.yield() }
      under.withLock { $0 -= 1 }
      return item * 2
    }
    #expect(found == (0..<50).map { $0 * 2 } && done.withLock { $0 } == 50)
    #expect(most.withLock { (1...3).contains($0) })
    let calls = Mutex(0)
    await #expect(throws: Broken.self) {
      _ = try await Workers(count: 2).waiting(for: Array(0..<100)) { item in
        calls.withLock { $0 += 1 }
        if item == 4 { throw Broken() }
      }
    }
    #expect(calls.withLock { $0 } < 100)
    let nothing = try await Workers(count: 2).waiting(for: [Int]()) { $0 }
    #expect(nothing.isEmpty)
  }

  @Test func theFirstErrorEndsTheWork() async {
    let sink = Sink()
    await #expect(throws: Broken.self) {
      try await Workers(count: 1).each(Array(0..<100)) { item in
        sink.add(item)
        if item == 3 { throw Broken() }
      }
    }
    #expect(sink.sorted == [0, 1, 2, 3])
  }
}
