import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// A file, or the part of it that a browser asks for.
struct FileResponse {
  let file: URL
  let type: String
  /// The `Range` of the request; nil for the whole file.
  let range: String?

  private static let piece = 256 << 10

  /// The first and the last byte that `range` asks for of a file of `size` bytes (RFC 9110, section 14); nil where there are none.
  ///
  /// Of several ranges the first is taken, which a server may.
  static func bytes(_ range: String, of size: Int) -> ClosedRange<Int>? {
    guard range.hasPrefix("bytes="), size > 0 else { return nil }
    let sides = range.dropFirst("bytes=".count).prefix { $0 != "," }
      .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard sides.count == 2, sides.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
    if sides[0].isEmpty {
      guard let count = Int(sides[1]), count > 0 else { return nil }
      return max(0, size - count)...(size - 1)
    }
    guard let first = Int(sides[0]), first < size else { return nil }
    if sides[1].isEmpty { return first...(size - 1) }
    guard let last = Int(sides[1]), last >= first else { return nil }
    return first...min(last, size - 1)
  }

  func response() throws -> Response {
    let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
    var headers: HTTPFields = [
      .contentType: type, .acceptRanges: "bytes", .cacheControl: "private, max-age=86400",
    ]
    guard let range else { return Response(status: .ok, headers: headers, body: body(0..<size)) }
    guard let bytes = Self.bytes(range, of: size) else {
      headers[.contentRange] = "bytes */\(size)"
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
    headers[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound)/\(size)"
    return Response(
      status: .partialContent, headers: headers, body: body(bytes.lowerBound..<(bytes.upperBound + 1)))
  }

  private func body(_ bytes: Range<Int>) -> ResponseBody {
    let file = file
    return ResponseBody(contentLength: bytes.count) { writer in
      var place = bytes.lowerBound
      while place < bytes.upperBound {
        let (start, count) = (place, min(Self.piece, bytes.upperBound - place))
        let piece = try await NIOThreadPool.singleton.runIfActive {
          let handle = try FileHandle(forReadingFrom: file)
          defer { try? handle.close() }
          try handle.seek(toOffset: UInt64(start))
          return try handle.read(upToCount: count) ?? Data()
        }
        guard !piece.isEmpty else { throw CancellationError() }
        try await writer.write(ByteBuffer(bytes: piece))
        place += piece.count
      }
      try await writer.finish(nil)
    }
  }
}
