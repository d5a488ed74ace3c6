import Foundation
import Synchronization

/// A bounded number of threads of our own for blocking work, so that decoding and inference never starve Swift's pool.
public struct Workers: Sendable {
  /// How many threads work at once; at least 1.
  public let count: Int

  /// Workers on `count` threads.
  public init(count: Int) {
    self.count = max(1, count)
  }

  /// Lets all workers take items from one queue until it is empty; returns when the last is done.
  ///
  /// - Parameters:
  ///   - items: what there is to do; each is done by one worker.
  ///   - work: does one item. It is called from several threads at once, and not any more once one call threw.
  /// - Throws: the first error that a call threw, or `CancellationError` where the task was cancelled; then items are left undone.
  public func each<Item: Sendable>(_ items: [Item], do work: @escaping @Sendable (Item) throws -> Void)
    async throws
  {
    let queue = Queue(count: items.count)
    try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<min(count, items.count) {
          group.addTask {
            try await onThread {
              while let next = queue.take() {
                do { try work(items[next]) } catch {
                  queue.stop()
                  throw error
                }
              }
            }
          }
        }
        try await group.waitForAll()
      }
    } onCancel: {
      queue.stop()
    }
    try Task.checkCancellation()
  }

  /// The positions of the items that nobody has taken yet.
  private final class Queue: Sendable {
    private let rest: Mutex<Range<Int>>

    init(count: Int) {
      rest = Mutex(0..<count)
    }

    func take() -> Int? {
      rest.withLock { $0.popFirst() }
    }

    func stop() {
      rest.withLock { $0 = $0.upperBound..<$0.upperBound }
    }
  }
}

/// Does blocking work on a thread of its own.
///
/// Not on a dispatch queue: on Linux its pool has a thread for each core, so busy workers would keep timers, heartbeats and
/// signals waiting.
private func onThread(_ work: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
    Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
  }
}
