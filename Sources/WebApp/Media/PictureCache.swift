import Synchronization

/// Pictures that were made lately, up to a number of bytes; the one that was asked for longest ago goes first.
final class PictureCache: Sendable {
  private struct State {
    var pictures: [String: (bytes: [UInt8], turn: Int)] = [:]
    var turn = 0
    var size = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  /// A cache of at most `limit` bytes.
  init(limit: Int = 128 << 20) { self.limit = limit }

  /// The picture kept as `key`; nil where it is not there (any more).
  subscript(key: String) -> [UInt8]? {
    state.withLock { state in
      state.turn += 1
      state.pictures[key]?.turn = state.turn
      return state.pictures[key]?.bytes
    }
  }

  /// Keeps a picture.
  func keep(_ bytes: [UInt8], as key: String) {
    guard bytes.count <= limit else { return }
    state.withLock { state in
      state.turn += 1
      state.size += bytes.count - (state.pictures[key]?.bytes.count ?? 0)
      state.pictures[key] = (bytes, state.turn)
      while state.size > limit, let oldest = state.pictures.min(by: { $0.value.turn < $1.value.turn }) {
        state.size -= oldest.value.bytes.count
        state.pictures[oldest.key] = nil
      }
    }
  }
}
