/// Counts what begins within a time, so that never more than a limit begins within any window of that length.
///
/// The endpoint counts a request when it arrives, which is after it began and before it is answered. An entry counts from
/// the latest moment at which it can have arrived: `begin + slack`, or its answer where that comes sooner.
///
/// Pure bookkeeping: the caller tells the time, which never goes back.
struct SlidingWindow {
  private struct Entry {
    var time: Duration
    var weight: Int
  }

  /// How much may begin within any window; nil for no limit.
  var limit: Int?
  /// How long the window is.
  var length: Duration
  /// How long a request is on its way at most.
  let slack: Duration
  private var entries: [Entry] = []
  private var head = 0
  private var removed = 0
  private var used = 0
  private var taken = 0

  init(limit: Int?, length: Duration, slack: Duration = .zero) {
    self.limit = limit
    self.length = length
    self.slack = slack
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
      wait = max(wait, entries[place].time + length - now)
      place += 1
    }
    return max(.zero, wait)
  }

  /// Notes that `weight` begins.
  ///
  /// - Returns: A name for ``settle(_:to:at:)``.
  @discardableResult
  mutating func take(_ weight: Int, at now: Duration) -> Int {
    entries.append(Entry(time: now + slack, weight: weight))
    used += weight
    taken += weight
    return removed + entries.count - 1
  }

  /// Notes that what began is answered.
  ///
  /// - Parameters:
  ///   - name: what began; when it has left the window, nothing changes.
  ///   - weight: what it turned out to weigh; nil for what was estimated.
  ///   - now: when it was answered.
  mutating func settle(_ name: Int, to weight: Int? = nil, at now: Duration) {
    let place = name - removed
    guard place >= head, entries.indices.contains(place) else { return }
    entries[place].time = min(entries[place].time, now)
    guard let weight else { return }
    used += weight - entries[place].weight
    entries[place].weight = weight
  }

  /// What was in the window when a request began.
  struct Mark {
    fileprivate let used: Int
    fileprivate let taken: Int
  }

  /// What is in the window now.
  var mark: Mark { Mark(used: used, taken: taken) }

  /// Notes that the server counts more than was begun here, because others ask with the same key.
  ///
  /// - Parameters:
  ///   - remaining: what the server still allowed when the request arrived.
  ///   - mark: taken as the request had begun. What the server counts of ours is at most that and what began since.
  ///   - now: when the answer came.
  mutating func note(remaining: Int, since mark: Mark, at now: Duration) {
    guard let limit else { return }
    let foreign = limit - max(0, remaining) - mark.used - (taken - mark.taken)
    if foreign > 0 { take(foreign, at: now) }
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
