import COnnxRuntime

extension OnnxRuntime {
  /// Turns a status into an error; the only place that does.
  ///
  /// - Parameters:
  ///   - status: What a function of the table returned; released here.
  ///   - code: What kind of thing went wrong, if it did.
  ///   - attempt: What was tried, to follow "could not".
  /// - Throws: `InferenceError` with that code and the engine's own reason, where the status is not NULL.
  func check(
    _ status: OpaquePointer?, _ code: InferenceError.Code, _ attempt: @autoclosure () -> String
  ) throws(InferenceError) {
    guard let status else { return }
    let reason = String(cString: get_error_message(status))
    release_status(status)
    throw InferenceError(code, "could not \(attempt()): \(reason)")
  }

  /// Calls a function that writes a handle, and gives the handle, which the caller owns.
  func created(
    _ attempt: @autoclosure () -> String, _ code: InferenceError.Code = .library,
    by create: (inout OpaquePointer?) -> OpaquePointer?
  ) throws(InferenceError) -> OpaquePointer {
    var handle: OpaquePointer?
    try check(create(&handle), code, attempt())
    guard let handle else { throw InferenceError(code, "could not \(attempt()): nothing came back") }
    return handle
  }

  /// The names of the providers that the library was built with, best first.
  func availableProviders() throws(InferenceError) -> [String] {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var count: Int32 = 0
    try withUnsafeMutablePointer(to: &names) { (out) throws(InferenceError) in
      try check(get_available_providers(out, &count), .library, "list the providers")
    }
    guard let names else { return [] }
    let list = (0..<max(Int(count), 0)).compactMap { names[$0].map { String(cString: $0) } }
    try check(release_available_providers(names, count), .library, "list the providers")
    return list
  }
}
