import Foundation
import NIOCore

/// A body that is read from a file while it is sent, so that its length does not matter for memory.
public struct HTTPUpload: Hashable, Sendable {
  /// What is sent before the file.
  public var head: [UInt8]
  /// The file.
  public var file: URL
  /// What is sent after it.
  public var tail: [UInt8]

  /// A body.
  public init(head: [UInt8] = [], file: URL, tail: [UInt8] = []) {
    self.head = head
    self.file = file
    self.tail = tail
  }

  /// The pieces, and how many bytes they are.
  func pieces() throws -> (pieces: Pieces, length: Int64) {
    let handle = try FileHandle(forReadingFrom: file)
    let length = try handle.seekToEnd()
    try handle.seek(toOffset: 0)
    return (Pieces(upload: self, handle: handle), Int64(length) + Int64(head.count + tail.count))
  }

  /// Head, file and tail in order; read once.
  struct Pieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    fileprivate let upload: HTTPUpload
    fileprivate let handle: FileHandle

    struct AsyncIterator: AsyncIteratorProtocol {
      private enum Place { case head, file, end }

      private static let pieceLength = 1 << 18
      fileprivate let upload: HTTPUpload
      fileprivate let handle: FileHandle
      private var place = Place.head

      fileprivate init(upload: HTTPUpload, handle: FileHandle) {
        self.upload = upload
        self.handle = handle
      }

      mutating func next() async throws -> ByteBuffer? {
        switch place {
        case .head:
          place = .file
          return ByteBuffer(bytes: upload.head)
        case .file:
          if let data = try handle.read(upToCount: Self.pieceLength), !data.isEmpty {
            return ByteBuffer(bytes: data)
          }
          place = .end
          return ByteBuffer(bytes: upload.tail)
        case .end: return nil
        }
      }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(upload: upload, handle: handle) }
  }
}
