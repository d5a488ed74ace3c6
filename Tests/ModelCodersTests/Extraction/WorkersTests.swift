import Dispatch
import Foundation
import ModelCoders
import Synchronization
import Testing

struct WorkersTests {
  private final class Flag: Sendable {
    private let state = Mutex(false)
    var isUp: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
  }

  /// Signals and heartbeats are delivered by dispatch; workers that filled its pool would hold them up.
  @Test func busyWorkersDoNotStarveDispatch() async throws {
    let flag = Flag()
    let deadline = Date(timeIntervalSinceNow: 60)
    let count = ProcessInfo.processInfo.activeProcessorCount + 2
    try await Workers(count: count).each(Array(0..<count)) { index in
      if index == 0 { DispatchQueue.global().async { flag.raise() } }
      while !flag.isUp, Date() < deadline { usleep(1000) }
    }
    #expect(flag.isUp)
    #expect(Date() < deadline)
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
