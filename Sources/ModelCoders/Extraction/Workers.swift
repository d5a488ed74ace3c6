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
      try await onThreads(min(count, items.count)) {
        while let next = queue.take() {
          do { try work(items[next]) } catch {
            queue.stop()
            throw error
          }
        }
      }
    } onCancel: {
      queue.stop()
    }
    try Task.checkCancellation()
  }

  /// What `work`, which waits more than it computes, makes of each of `items`, in their order: as many of them at a time as there are
  /// workers.
  ///
  /// - Parameters:
  ///   - items: what there is to do.
  ///   - onDone: hears of each item that is done.
  ///   - work: does one item.
  /// - Returns: a result for each item.
  /// - Throws: the first error that a call threw, or `CancellationError`; the other calls are cancelled.
  public func waiting<Item: Sendable, Result: Sendable>(
    for items: [Item], onDone: () -> Void = {}, _ work: @escaping @Sendable (Item) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: items.count)
      var rest = items.indices[...]
      func start() {
        guard let place = rest.popFirst() else { return }
        group.addTask { (place, try await work(items[place])) }
      }
      for _ in 0..<count { start() }
      while let (place, result) = try await group.next() {
        results[place] = result
        onDone()
        start()
      }
      return results.compactMap(\.self)
    }
  }

  /// What `work` makes of each of `items`, in their order; see ``each(_:do:)``.
  ///
  /// - Parameters:
  ///   - items: what there is to do.
  ///   - work: does one item.
  /// - Returns: a result for each item.
  /// - Throws: as ``each(_:do:)``.
  public func map<Item: Sendable, Made: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) throws -> Made
  ) async throws -> [Made] {
    let made = Mutex([Made?](repeating: nil, count: items.count))
    try await each(Array(items.enumerated())) { place, item in
      let result = try work(item)
      made.withLock { $0[place] = result }
    }
    return made.withLock { $0.compactMap(\.self) }
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

/// Does blocking work on `count` threads of its own, and returns when the last is done.
///
/// Not on a dispatch queue: on Linux its pool has a thread for each core, so busy workers would keep timers, heartbeats and
/// signals waiting. All threads start at once, whatever else Swift's pool is busy with.
///
/// - Throws: the first error that any of them threw.
private func onThreads(_ count: Int, _ work: @escaping @Sendable () throws -> Void) async throws {
  guard count > 0 else { return }
  try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
    let party = WorkerGroup(count: count, continuation)
    for _ in 0..<count { Thread.detachNewThread { party.leave(with: Result(catching: work)) } }
  }
}

/// The threads that are at work, of which the last says so.
private final class WorkerGroup: Sendable {
  private struct State {
    var atWork: Int
    var error: (any Error)?
  }

  private let state: Mutex<State>
  private let continuation: CheckedContinuation<Void, any Error>

  init(count: Int, _ continuation: CheckedContinuation<Void, any Error>) {
    state = Mutex(State(atWork: count))
    self.continuation = continuation
  }

  func leave(with result: Result<Void, any Error>) {
    let outcome: Result<Void, any Error>? = state.withLock { state in
      if case .failure(let error) = result { state.error = state.error ?? error }
      state.atWork -= 1
      guard state.atWork == 0 else { return nil }
      return state.error.map(Result.failure) ?? .success(())
    }
    if let outcome { continuation.resume(with: outcome) }
  }
}
