import ContentCoding
import Crypto
import Foundation

/// A media file on disk, read with care: the path comes from a table that anyone may have written.
public struct MediaFile: Sendable {
  /// Files over this size are no pictures of posts.
  static let sizeLimit: Int64 = 256 << 20

  /// Where the file lies.
  public let url: URL
  private let study: URL

  /// The file that `media` names, in or beside `folder`.
  public init(_ media: Media, in folder: URL) {
    // A folder's URL without a final slash would stand for the folder above it.
    let folder = URL(fileURLWithPath: folder.path, isDirectory: true)
    study = folder
    let spelled = URL(fileURLWithPath: media.path, relativeTo: folder).standardizedFileURL
    // The file may have been copied from or to a machine that writes names in another Unicode form.
    let isASCII = spelled.path.utf8.allSatisfy { $0 < 0x80 }
    let other = isASCII || access(spelled.path, F_OK) == 0 ? nil : FileSpelling.onDisk(spelled.path)
    url = other.map { URL(fileURLWithPath: $0) } ?? spelled
  }

  /// Size and time of change, or why there is no file.
  func stamp() -> Result<FileStamp, FileProblem> {
    var info = stat()
    guard stat(url.path, &info) == 0 else { return .failure(FileProblem(errno, at: url)) }
    return Self.stamp(of: info, at: url)
  }

  /// The whole file with its hash and stamp, or why it cannot be read.
  public func read() -> Result<Contents, FileProblem> {
    withOpenFile { descriptor, stamp in
      guard stamp.size <= Self.sizeLimit else {
        return .failure(
          FileProblem(
            reason: Reason(.unreadable, "the file holds \(stamp.size) bytes, more than a picture may")))
      }
      return bytes(Int(stamp.size), from: descriptor).map { bytes in
        Contents(bytes: bytes, sha256: Fingerprint(ofBytes: bytes).hex, stamp: stamp)
      }
    }
  }

  /// The SHA-256 and the stamp of a file of any size, or why it cannot be read; it is read piece by piece.
  public func hash() -> Result<(sha256: String, stamp: FileStamp), FileProblem> {
    withOpenFile { descriptor, stamp in
      var hash = SHA256()
      var piece = [UInt8](repeating: 0, count: 1 << 18)
      while true {
        let got = piece.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
        guard got >= 0 else { return .failure(FileProblem(errno, at: url)) }
        if got == 0 { return .success((hash.finalize().hexadecimal, stamp)) }
        hash.update(data: piece[..<got])
      }
    }
  }

  /// The SHA-256 of the file of `media`, as it was remembered where the file is unchanged; else it is taken, and remembered in `ledger`.
  public func sha256(of media: Media, in ledger: any MediaStore) -> Result<String, FileProblem> {
    if let known = media.sha256, case .success(let stamp) = stamp(), stamp == media.stamp {
      return .success(known)
    }
    return hash().map { sha256, stamp in
      try? ledger.record([Media(path: media.path, sha256: sha256, stamp: stamp)])
      return sha256
    }
  }

  /// The first `count` bytes, fewer where the file holds fewer, or why they cannot be read.
  public func beginning(_ count: Int) -> Result<[UInt8], FileProblem> {
    withOpenFile { descriptor, stamp in bytes(Int(min(stamp.size, Int64(count))), from: descriptor) }
  }

  private func withOpenFile<Success>(
    _ body: (_ descriptor: Int32, _ stamp: FileStamp) -> Result<Success, FileProblem>
  ) -> Result<Success, FileProblem> {
    guard MediaRoots.allow(url.path, forStudyAt: study) else {
      return .failure(
        FileProblem(
          reason: Reason(
            .fileAccess,
            "\(url.lastPathComponent) is a link that leads out of the folders that were imported; it is not read"
          )))
    }
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(FileProblem(errno, at: url)) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return .failure(FileProblem(errno, at: url)) }
    return Self.stamp(of: info, at: url).flatMap { body(descriptor, $0) }
  }

  private func bytes(_ count: Int, from descriptor: Int32) -> Result<[UInt8], FileProblem> {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      guard got >= 0 else { return .failure(FileProblem(errno, at: url)) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeSubrange(filled...)
    return .success(bytes)
  }

  /// What a file holds.
  public struct Contents: Sendable {
    /// All bytes.
    public let bytes: [UInt8]
    /// Their SHA-256 in lower-case hexadecimal digits.
    public let sha256: String
    /// The file's stamp when they were read.
    public let stamp: FileStamp
  }

  private static func stamp(of info: stat, at url: URL) -> Result<FileStamp, FileProblem> {
    guard info.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileProblem(reason: Reason(.fileAccess, "\(url.lastPathComponent) is no file")))
    }
    #if canImport(Darwin)
    let time = info.st_mtimespec
    #else
    let time = info.st_mtim
    #endif
    return .success(
      FileStamp(size: Int64(info.st_size), modified: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    )
  }
}

/// Why a file cannot be read, as the reason of a coding.
public struct FileProblem: Error {
  /// What is wrong, and whether trying again may help.
  public let reason: Reason

  init(reason: Reason) {
    self.reason = reason
  }

  init(_ code: Int32, at url: URL) {
    let missing = code == ENOENT || code == ENOTDIR
    reason = Reason(
      missing ? .missingFile : .fileAccess,
      missing ? "there is no file \(url.path)" : "\(url.path): \(String(cString: strerror(code)))")
  }
}
