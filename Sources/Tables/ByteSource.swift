import Foundation

/// Where the bytes of a table come from: a file, standard input, or memory.
protocol ByteSource: AnyObject {
  /// The path for messages; `nil` for bytes without one.
  var name: String? { get }
  /// Whether `rewind` works; false for pipes.
  var isRewindable: Bool { get }
  /// Fills the front of `buffer`; 0 only at the end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int
  /// Starts again at the first byte.
  func rewind() throws
}

/// A file read with plain `read` calls, closed when the source goes away.
package final class FileSource: ByteSource {
  let name: String?
  let isRewindable: Bool
  private let descriptor: Int32
  private let closes: Bool

  package init(path: String) throws {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw Self.failure(path) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw TableError(
        .notText(status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"), file: path)
    }
    name = path
    descriptor = opened
    closes = true
    isRewindable = lseek(opened, 0, SEEK_CUR) >= 0
  }

  /// Standard input, or any descriptor that somebody else closes.
  package init(descriptor: Int32, name: String?) {
    self.descriptor = descriptor
    self.name = name
    closes = false
    isRewindable = false
  }

  deinit { if closes { close(descriptor) } }

  package func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Self.failure(name) }
    }
  }

  func rewind() throws {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.failure(name) }
  }

  private static func failure(_ path: String?) -> TableError {
    TableError(.unreadable(String(cString: strerror(errno))), file: path)
  }
}

/// Bytes that are in memory already.
final class MemorySource: ByteSource {
  let name: String?
  let isRewindable: Bool
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8], name: String? = nil, isRewindable: Bool = true) {
    self.bytes = bytes
    self.name = name
    self.isRewindable = isRewindable
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  func rewind() { position = 0 }
}
