import Synchronization

/// A browser that was let in.
struct Session: Sendable, Equatable {
  /// What its cookie holds.
  let id: String
  /// What its forms hold, so that no other site can write one.
  let formToken: String
  /// Who codes in it; nil before they said so.
  var person: String?
}

/// The browsers that were let in since the app started.
final class Sessions: Sendable {
  private let state = Mutex<(byID: [String: Session], order: [String])>(([:], []))

  /// More than this many at once are not kept: the oldest has to come in again.
  private static let limit = 1000

  /// Lets a browser in.
  func start(person: String?) -> Session {
    let session = Session(id: Secret.make(), formToken: Secret.make(), person: person)
    state.withLock { state in
      state.byID[session.id] = session
      state.order.append(session.id)
      if state.order.count > Self.limit { state.byID[state.order.removeFirst()] = nil }
    }
    return session
  }

  /// The session called `id`.
  subscript(id: String) -> Session? { state.withLock { $0.byID[id] } }

  /// Keeps who codes in a session.
  func name(_ person: String, in session: Session) {
    state.withLock { $0.byID[session.id]?.person = person }
  }
}
