import Foundation

/// One repository in the Hugging Face cache.
///
/// The layout is that of `huggingface_hub`:
///
///     models--OWNER--NAME/blobs/ETAG                         the bytes
///     models--OWNER--NAME/blobs/ETAG.incomplete              the bytes so far
///     models--OWNER--NAME/snapshots/COMMIT/onnx/model.onnx   a relative link to ../../../blobs/ETAG
///     models--OWNER--NAME/refs/main                          the commit
///     .locks/models--OWNER--NAME/ETAG.lock                   held while the bytes are fetched
struct HubCache {
  let root: URL
  let repository: ModelName

  var folder: URL { root.appendingPathComponent(repository.cacheFolder) }
  var blobs: URL { folder.appendingPathComponent("blobs") }

  func blob(_ file: RepositoryListing.File) -> URL { blobs.appendingPathComponent(file.blob.text) }

  func incomplete(_ file: RepositoryListing.File) -> URL {
    blobs.appendingPathComponent("\(file.blob.text).incomplete")
  }

  func lock(_ file: RepositoryListing.File) -> URL {
    root.appendingPathComponent(".locks/\(repository.cacheFolder)/\(file.blob.text).lock")
  }

  func snapshot(_ commit: String) -> URL { folder.appendingPathComponent("snapshots/\(commit)") }

  /// Whether the file is in the snapshot, by link or as itself, with the length that it must have.
  func hasPointer(_ file: RepositoryListing.File, at commit: String) -> Bool {
    Self.size(snapshot(commit).appendingPathComponent(file.path)) == file.size
  }

  /// Whether the bytes are there.
  func hasBlob(_ file: RepositoryListing.File) -> Bool { Self.size(blob(file)) == file.size }

  /// How many of the bytes are there.
  func incompleteSize(_ file: RepositoryListing.File) -> Int64 {
    min(Self.size(incomplete(file)) ?? 0, file.size)
  }

  /// Makes the folders, and marks the cache as one for programs that make backups (bford.info/cachedir).
  func prepare() throws(PullProblem) {
    try Self.make(blobs)
    let tag = root.appendingPathComponent("CACHEDIR.TAG")
    if !FileManager.default.fileExists(atPath: tag.path) {
      let text = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of models.\n"
      try? Data(text.utf8).write(to: tag, options: .atomic)
    }
  }

  /// Puts the file into the snapshot, unless it is there.
  func link(_ file: RepositoryListing.File, at commit: String) throws(PullProblem) {
    guard !hasPointer(file, at: commit) else { return }
    let pointer = snapshot(commit).appendingPathComponent(file.path)
    try Self.make(pointer.deletingLastPathComponent())
    let up = String(repeating: "../", count: 2 + file.path.utf8.count { $0 == UInt8(ascii: "/") })
    let temporary = pointer.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).tmp")
    guard symlink("\(up)blobs/\(file.blob.text)", temporary.path) == 0 else {
      throw .cannotWrite(path: pointer.path, reason: SystemError.last)
    }
    try Self.move(temporary, to: pointer)
  }

  /// Notes at which commit a branch or tag stands.
  func refer(_ revision: String, to commit: String) throws(PullProblem) {
    guard revision != commit else { return }
    let refs = folder.appendingPathComponent("refs")
    try Self.make(refs)
    let temporary = refs.appendingPathComponent(".\(UUID().uuidString).tmp")
    do {
      try Data(commit.utf8).write(to: temporary)
    } catch {
      throw .cannotWrite(path: temporary.path, reason: error.localizedDescription)
    }
    try Self.move(temporary, to: refs.appendingPathComponent(revision))
  }

  /// Makes a folder and those above it.
  static func make(_ folder: URL) throws(PullProblem) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: folder.path, reason: error.localizedDescription)
    }
  }

  /// Renames a file over another one, so that there is always the one or the other.
  static func move(_ file: URL, to place: URL) throws(PullProblem) {
    guard rename(file.path, place.path) == 0 else {
      let reason = SystemError.last
      unlink(file.path)
      throw .cannotWrite(path: place.path, reason: reason)
    }
  }

  /// The length of a regular file, with links followed; nil where there is none.
  static func size(_ file: URL) -> Int64? {
    var status = stat()
    guard stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// The bytes that may still be written to the disk of the cache; nil where the system does not say.
  static func freeSpace(at folder: URL) -> Int64? {
    var folder = folder
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder = folder.deletingLastPathComponent()
    }
    var status = statvfs()
    guard statvfs(folder.path, &status) == 0 else { return nil }
    let (bytes, overflows) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return overflows ? nil : Int64(clamping: bytes)
  }
}

/// What the system said last.
enum SystemError {
  static var last: String { String(cString: strerror(errno)) }
}
