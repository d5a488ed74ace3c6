import Foundation

/// The bytes of a blob that have come so far, with the hash over them.
final class IncompleteFile {
  /// Where the bytes are.
  let url: URL
  /// How many there are.
  private(set) var count: Int64 = 0

  private let descriptor: Int32
  private let file: RepositoryListing.File
  private var hasher: BlobHasher

  /// Opens the file, makes it where there is none, and hashes what an earlier pull left.
  ///
  /// - Throws: `PullProblem.cannotWrite`.
  init(_ file: RepositoryListing.File, at url: URL) throws(PullProblem) {
    self.url = url
    self.file = file
    hasher = BlobHasher(like: file.blob, size: file.size)
    descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: url.path, reason: SystemError.last) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard got >= 0 else { throw .cannotWrite(path: url.path, reason: SystemError.last) }
      if got == 0 { break }
      buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0.prefix(got))) }
      count += Int64(got)
      if count > file.size {
        try startOver()
        break
      }
    }
  }

  deinit { close(descriptor) }

  /// Adds bytes.
  ///
  /// - Throws: `PullProblem.diskFull`, `.cannotWrite`.
  func append(_ bytes: [UInt8]) throws(PullProblem) {
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      guard wrote > 0 else {
        if errno == EINTR { continue }
        throw problem()
      }
      bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[done..<(done + wrote)])) }
      done += wrote
      count += Int64(wrote)
    }
  }

  /// Throws the bytes away.
  func startOver() throws(PullProblem) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw problem() }
    count = 0
    hasher = BlobHasher(like: file.blob, size: file.size)
  }

  /// The hash of the bytes, as the blob's name gives it.
  var digits: String { hasher.digits }

  /// Removes the file.
  func remove() { unlink(url.path) }

  /// Writes the bytes through to the disk and gives the file its name.
  func move(to blob: URL) throws(PullProblem) {
    guard fsync(descriptor) == 0 else { throw problem() }
    try HubCache.move(url, to: blob)
    let folder = open(blob.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private func problem() -> PullProblem { Self.problem(errno, at: url) }

  /// What the number of a system error says about a file that is written.
  static func problem(_ number: Int32, at url: URL) -> PullProblem {
    number == ENOSPC || number == EDQUOT
      ? .diskFull(folder: url.deletingLastPathComponent().path, needed: nil, free: nil)
      : .cannotWrite(path: url.path, reason: String(cString: strerror(number)))
  }
}
