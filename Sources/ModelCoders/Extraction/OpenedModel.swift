import Synchronization

/// A model that is opened at first use, and once.
final class OpenedModel<Opened: Sendable>: Sendable {
  private let state = Mutex<Opened?>(nil)

  /// The open model; the first caller opens it while others wait.
  ///
  /// - Parameter open: opens the model; where it throws, the next caller tries again.
  /// - Returns: what `open` gave the first time.
  /// - Throws: what `open` throws.
  func value(opening open: () throws -> Opened) throws -> Opened {
    try state.withLock { state in
      if let state { return state }
      let opened = try open()
      state = opened
      return opened
    }
  }
}
