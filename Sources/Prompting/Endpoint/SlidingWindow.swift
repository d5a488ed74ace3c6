/// Counts what begins within a time, so that never more than a limit begins within any window of that length.
///
/// Pure bookkeeping: the caller tells the time, which never goes back.
struct SlidingWindow {
  private struct Entry {
    let time: Duration
    var weight: Int
  }

  /// How much may begin within any window; nil for no limit.
  var limit: Int?
  /// How long the window is.
  var length: Duration
  private var entries: [Entry] = []
  private var head = 0
  private var removed = 0
  private var used = 0

  init(limit: Int?, length: Duration) {
    self.limit = limit
    self.length = length
  }

  /// How long until `weight` more may begin; zero for now.
  ///
  /// What is heavier than the limit itself begins when nothing else is in the window.
  mutating func wait(for weight: Int, at now: Duration) -> Duration {
    expire(at: now)
    guard let limit else { return .zero }
    var left = used
    var place = head
    var wait = Duration.zero
    while place < entries.count, left > 0, left > limit - min(weight, limit) {
      left -= entries[place].weight
      wait = entries[place].time + length - now
      place += 1
    }
    return max(.zero, wait)
  }

  /// Notes that `weight` begins.
  ///
  /// - Returns: A name for ``settle(_:to:)``.
  @discardableResult
  mutating func take(_ weight: Int, at now: Duration) -> Int {
    entries.append(Entry(time: now, weight: weight))
    used += weight
    return removed + entries.count - 1
  }

  /// Corrects an estimate; one that has left the window is let be.
  mutating func settle(_ name: Int, to weight: Int) {
    let place = name - removed
    guard place >= head, entries.indices.contains(place) else { return }
    used += weight - entries[place].weight
    entries[place].weight = weight
  }

  /// Notes that the server counts more than was begun here: others ask with the same key.
  mutating func note(remaining: Int, at now: Duration) {
    expire(at: now)
    guard let limit, limit - used > max(0, remaining) else { return }
    take(limit - used - max(0, remaining), at: now)
  }

  private mutating func expire(at now: Duration) {
    while head < entries.count, entries[head].time + length <= now {
      used -= entries[head].weight
      head += 1
    }
    if head > 1024, head > entries.count / 2 {
      entries.removeFirst(head)
      removed += head
      head = 0
    }
  }
}
