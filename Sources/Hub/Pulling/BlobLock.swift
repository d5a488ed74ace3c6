import Foundation

/// A lock on one blob, the same that Python's `huggingface_hub` takes: `flock` on a file below `.locks`.
///
/// It goes with the process, however that ends. Where the file system knows no locks none is held: the bytes are
/// checked before they are moved into place, so two processes can only waste each other's work.
final class BlobLock {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Waits until the lock is free, and takes it.
  ///
  /// - Parameters:
  ///   - file: The lock's file; made where there is none.
  ///   - willWait: Told once where another process holds it.
  /// - Returns: The lock, held until it is let go.
  /// - Throws: `PullProblem.cannotWrite`; `CancellationError`.
  static func acquire(_ file: URL, willWait: () -> Void) async throws -> BlobLock {
    try HubCache.make(file.deletingLastPathComponent())
    var isTold = false
    while true {
      let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
      guard descriptor >= 0 else { throw PullProblem.cannotWrite(path: file.path, reason: SystemError.last) }
      let lock = BlobLock(descriptor)
      let isHeldElsewhere = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      // Some versions of filelock remove the file when they let go: then this is no longer the lock.
      if !isHeldElsewhere, lock.isFile { return lock }
      if isHeldElsewhere, !isTold {
        isTold = true
        willWait()
      }
      if isHeldElsewhere { try await Task.sleep(for: .milliseconds(100)) }
    }
  }

  private var isFile: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }
}
