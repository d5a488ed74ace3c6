import Foundation

/// Bytes to standard output and standard error, whatever stands behind them.
enum Output {
  /// Why nothing more can be written.
  struct Failure: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
      code == EPIPE
        ? "whatever read the output has closed it; the rest was not written"
        : "standard output cannot be written: \(String(cString: strerror(code)))"
    }
  }

  /// Writes all of `bytes` to a descriptor; a signal in between does not matter.
  ///
  /// - Throws: ``Failure`` where the reader is gone, the disk is full, or the like.
  static func write(_ bytes: some ContiguousBytes, to descriptor: Int32) throws(Failure) {
    let failure = bytes.withUnsafeBytes { bytes -> Failure? in
      var position = 0
      while position < bytes.count {
        let count = Foundation.write(
          descriptor, bytes.baseAddress.map { $0 + position }, bytes.count - position)
        if count > 0 { position += count }
        if count < 0, errno != EINTR, errno != EAGAIN { return Failure(code: errno) }
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Writes data; where that fails the program says so and ends, since nobody would see what follows.
  static func put(_ text: String) {
    do {
      try write(Array(text.utf8), to: STDOUT_FILENO)
    } catch {
      say("codeframe: \(error.description)\n")
      exit(1)
    }
  }

  /// Writes to standard error; where that fails nobody can be told.
  static func say(_ text: String) { try? write(Array(text.utf8), to: STDERR_FILENO) }
}
