import COnnxRuntime

/// A value that the engine wrote, owned, with the session that wrote it.
///
/// `@unchecked Sendable`: both properties are set by `init`, and the handle is only read until `deinit` releases it, which
/// any thread may do. The session is kept because an output that is one of the model's weights lies in its memory.
final class EngineValue: @unchecked Sendable {
  let handle: OpaquePointer
  private let session: InferenceSession

  /// Takes over the value.
  init(_ handle: OpaquePointer, of session: InferenceSession) {
    self.handle = handle
    self.session = session
  }

  deinit { session.engine.table.release_value(handle) }
}
