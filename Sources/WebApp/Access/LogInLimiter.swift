import Foundation
import Synchronization

/// Has who guesses passwords wait: longer with every wrong one, by the address they come from and by the name they try.
final class LogInLimiter: Sendable {
  private struct Trials {
    var failures = 0
    var last = Date.distantPast
  }

  private let state = Mutex<[String: Trials]>([:])
  private let now: @Sendable () -> Date

  /// So many wrong passwords cost nothing: people mistype.
  private static let free = 5
  /// Nobody waits longer; a name shorter than an address, for else one could be kept out by others' guesses.
  private static let longest = (client: 900.0, name: 60.0)
  /// After so long without a wrong one all is forgotten, in seconds.
  private static let memory = 3600.0
  private static let limit = 10_000

  /// A limiter on the clock `now`.
  init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  /// How many seconds somebody at `client` has to wait before they may try `name`; nil for not at all.
  func wait(client: String, name: String) -> Int? {
    let now = now()
    let left = state.withLock { trials in
      [("client " + client, Self.longest.client), ("name " + name, Self.longest.name)].map { key, longest in
        guard let trial = trials[key], trial.failures >= Self.free else { return 0.0 }
        let wait = min(longest, pow(2, Double(min(trial.failures - Self.free, 20))))
        return wait - now.timeIntervalSince(trial.last)
      }.max() ?? 0
    }
    return left > 0 ? Int(left.rounded(.up)) : nil
  }

  /// Notes a wrong password.
  func failed(client: String, name: String) {
    let now = now()
    state.withLock { trials in
      for key in ["client " + client, "name " + name] {
        if let trial = trials[key], now.timeIntervalSince(trial.last) > Self.memory { trials[key] = nil }
        trials[key, default: Trials()].failures += 1
        trials[key]?.last = now
      }
      if trials.count > Self.limit {
        trials = trials.filter { now.timeIntervalSince($0.value.last) <= Self.memory }
        while trials.count > Self.limit, let oldest = trials.min(by: { $0.value.last < $1.value.last }) {
          trials[oldest.key] = nil
        }
      }
    }
  }

  /// Forgets the wrong passwords of somebody who had the right one.
  func succeeded(client: String, name: String) {
    state.withLock { trials in
      for key in ["client " + client, "name " + name] { trials[key] = nil }
    }
  }
}
