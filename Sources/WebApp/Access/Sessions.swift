import Foundation
import Storage
import Synchronization

/// A browser that was let in.
struct Session: Sendable, Equatable {
  /// What its cookie holds.
  let id: String
  /// What its forms hold, so that no other site can write one.
  let formToken: String
  /// Who codes in it; nil before they said so.
  var person: String?
  /// The password that was right when they logged in: a changed one ends the session; nil where nobody logs in.
  var password: Password?
}

/// The browsers that were let in since the app started.
final class Sessions: Sendable {
  private struct State {
    var byID: [String: (session: Session, seen: Date)] = [:]
    var order: [String] = []
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Date

  /// More than this many at once are not kept: the oldest has to come in again.
  private static let limit = 1000
  /// Who logged in and asks for nothing for so many seconds has to log in again.
  private static let idle = 12 * 3600.0

  /// No sessions yet, on the clock `now`.
  init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  /// Lets a browser in.
  func start(person: String?, password: Password? = nil) -> Session {
    let session = Session(
      id: Secret.make(), formToken: Secret.make(), person: person, password: password)
    let now = now()
    state.withLock { state in
      state.byID[session.id] = (session, now)
      state.order.append(session.id)
      if state.order.count > Self.limit { state.byID[state.order.removeFirst()] = nil }
    }
    return session
  }

  /// The session called `id`; nil where there is none (any more).
  subscript(id: String) -> Session? {
    let now = now()
    return state.withLock { state in
      guard let found = state.byID[id] else { return nil }
      if found.session.password != nil, now.timeIntervalSince(found.seen) > Self.idle {
        state.byID[id] = nil
        return nil
      }
      state.byID[id]?.seen = now
      return found.session
    }
  }

  /// Ends a session.
  func end(_ id: String) {
    state.withLock { state in
      state.byID[id] = nil
      state.order.removeAll { $0 == id }
    }
  }

  /// Keeps who codes in a session.
  func name(_ person: String, in session: Session) {
    state.withLock { $0.byID[session.id]?.session.person = person }
  }
}
