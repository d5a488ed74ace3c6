import Synchronization

/// Answers that a test server holds back, and who waits until there is one.
public final class HeldAnswers<Answer: Sendable>: Sendable {
  private struct State {
    var held: [Answer] = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// No answers yet.
  public init() {}

  /// Holds an answer back.
  public func hold(_ answer: Answer) {
    let waiting = state.withLock { state in
      state.held.append(answer)
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits until an answer is held back.
  public func wait() async {
    await withCheckedContinuation { continuation in
      let isHeld = state.withLock { state in
        if state.held.isEmpty { state.waiting.append(continuation) }
        return !state.held.isEmpty
      }
      if isHeld { continuation.resume() }
    }
  }

  /// The answers, which are held back no longer.
  public func take() -> [Answer] {
    state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
  }
}
