import CArchive
import Foundation

/// Reads a zip, or one file packed by xz or gzip, entry by entry (libarchive).
///
/// Nothing is trusted: sizes are counted while they come, paths are checked before anybody uses them, and links, folders and devices are
/// passed over.
public final class ArchiveReader {
  /// How much an archive may hold.
  public struct Limits: Sendable {
    /// The most entries.
    public var entries = 1_000_000
    /// The most bytes of one entry, unpacked.
    public var entryBytes = 512 << 20
    /// The most bytes of all entries that are read, unpacked.
    public var totalBytes = 64 << 30

    /// Limits for archives of pictures.
    public init() {}
  }

  /// A file in an archive.
  public struct Entry: Sendable {
    /// Its path, with `/` between the parts; it may lead anywhere (see ``safePath``).
    public let path: String

    /// The path as one below the folder that it is unpacked to; nil where it would lead out of it, is hidden, or is absurd.
    ///
    /// Backslashes part folders, as in archives that Windows made.
    public var safePath: String? {
      let parts = path.replacing("\\", with: "/").split(separator: "/", omittingEmptySubsequences: false)
      guard path.utf8.count <= 1000, !path.isEmpty,
        !path.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }),
        parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && $0.utf8.count <= 255 && !$0.hasSuffix(":") }),
        parts.count <= 20
      else { return nil }
      return parts.joined(separator: "/")
    }
  }

  private let path: String
  private let limits: Limits
  private let archive: OpaquePointer
  private var entries = 0
  private var total = 0

  /// Opens an archive; whether it is one, ``next()`` says.
  public init(path: String, limits: Limits = Limits()) throws(ArchiveProblem) {
    guard let archive = carchive_open(path) else {
      throw ArchiveProblem(file: path, reason: "memory lacks")
    }
    (self.path, self.limits, self.archive) = (path, limits, archive)
  }

  deinit { carchive_close(archive) }

  /// The next file; nil at the end.
  ///
  /// - Throws: ``ArchiveProblem`` where the archive is damaged, is none, or holds too much.
  public func next() throws(ArchiveProblem) -> Entry? {
    while true {
      var found = CArchiveEntry()
      switch carchive_next(archive, &found) {
      case 0: return nil
      case 1: break
      default: throw problem
      }
      entries += 1
      guard entries <= limits.entries else {
        throw ArchiveProblem(file: path, reason: "it has more than \(limits.entries) entries")
      }
      guard found.is_file, let name = found.path else { continue }
      return Entry(path: String(cString: name))
    }
  }

  /// Hands on the bytes of the entry that ``next()`` gave last, piece by piece.
  ///
  /// - Throws: ``ArchiveProblem`` where it is damaged or larger than the limits allow; and what `take` throws.
  public func read(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    var count = 0
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece in
      while true {
        let filled = carchive_read(archive, piece.baseAddress, piece.count)
        guard filled >= 0 else { throw problem }
        if filled == 0 { return }
        count += filled
        total += filled
        guard count <= limits.entryBytes, total <= limits.totalBytes else {
          throw ArchiveProblem(
            file: path,
            reason:
              "unpacked, it holds more than \(count > limits.entryBytes ? "\(limits.entryBytes >> 20) MiB in one file" : "\(limits.totalBytes >> 30) GiB")"
          )
        }
        try take(UnsafeRawBufferPointer(rebasing: piece[..<filled]))
      }
    }
  }

  /// All bytes of the entry that ``next()`` gave last.
  public func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read { bytes.append(contentsOf: $0) }
    return bytes
  }

  private var problem: ArchiveProblem {
    ArchiveProblem(file: path, reason: String(cString: carchive_problem(archive)))
  }
}

/// Why an archive cannot be read.
public struct ArchiveProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// The archive.
  public let file: String
  /// What is wrong with it.
  public let reason: String

  /// Both.
  public var description: String { "\(file) cannot be unpacked: \(reason)" }
  /// The same for users of Foundation.
  public var errorDescription: String? { description }
}
