/// Tasks that wait in the order in which they came; kept inside an actor.
struct FIFOQueue {
  /// A place in the line.
  typealias Place = UInt64

  private var waiting: [Place: CheckedContinuation<Void, Never>] = [:]
  private var first: Place = 0
  private var next: Place = 0

  /// A place for a task that is about to wait.
  mutating func nextPlace() -> Place {
    next += 1
    return next
  }

  /// Waits, unless the task was cancelled before.
  mutating func join(_ continuation: CheckedContinuation<Void, Never>, at place: Place) {
    if Task.isCancelled { continuation.resume() } else { waiting[place] = continuation }
  }

  /// Calls a task that was cancelled.
  mutating func leave(_ place: Place) { waiting.removeValue(forKey: place)?.resume() }

  /// Calls the task that came first; false where none waits.
  @discardableResult
  mutating func callFirst() -> Bool {
    while first < next {
      first += 1
      if let continuation = waiting.removeValue(forKey: first) {
        continuation.resume()
        return true
      }
    }
    return false
  }

  /// Calls all.
  mutating func callAll() { while callFirst() {} }
}
