import AsyncHTTPClient
import NIOCore

/// The body of a response, piece by piece.
///
/// The server is read only as fast as the pieces are taken. Letting the body go, or cancelling the task that reads
/// it, closes the connection.
public struct HTTPBody: AsyncSequence, Sendable {
  /// A piece of the body, of any length.
  public typealias Element = [UInt8]

  let base: HTTPClientResponse.Body
  let host: String

  /// Reads the pieces in order.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var base: HTTPClientResponse.Body.AsyncIterator
    let host: String

    /// The next piece; nil at the body's end.
    ///
    /// - Throws: `HTTPFailure` where the connection breaks before it; `CancellationError`.
    public mutating func next() async throws -> [UInt8]? {
      do {
        let buffer = try await base.next()
        // A cancelled sequence may end as if it were whole.
        try Task.checkCancellation()
        return buffer.map { Array($0.readableBytesView) }
      } catch {
        throw HTTPFailure.from(error, host: host)
      }
    }
  }

  /// Begins to read; once only.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(base: base.makeAsyncIterator(), host: host)
  }

  /// Reads the body to its end.
  ///
  /// - Parameter limit: The most bytes that are taken.
  /// - Returns: All bytes.
  /// - Throws: `HTTPFailure` with the cause `tooLong` where there are more; otherwise as `next()`.
  public func collect(limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await piece in self {
      guard piece.count <= limit - bytes.count else {
        throw HTTPFailure(host: host, cause: .tooLong(limit: limit))
      }
      bytes += piece
    }
    return bytes
  }
}
