import Foundation

/// Reads JSON Lines (NDJSON) line by line, in memory that does not grow with the file.
///
/// Lines end with LF or CRLF; blank lines and a UTF-8 byte order mark are skipped. The reader does not look into the
/// lines: a line that is no JSON is found out when its `object` is asked for, so one bad line can be reported and
/// passed over.
public final class JSONLinesReader {
  /// The path of the file, where there is one.
  public let file: String?

  private let source: any ByteSource
  private let lineLimit: Int
  private var chunk: [UInt8]
  private var position = 0
  private var filled = 0
  private var line = 0
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - lineLimit: the most bytes in one line.
  /// - Throws: `TableError` of kind `unreadable`.
  public convenience init(path: String, lineLimit: Int = 64 << 20) throws {
    self.init(try FileSource(path: path), lineLimit: lineLimit)
  }

  /// Reads from standard input.
  public static func standardInput(lineLimit: Int = 64 << 20) -> JSONLinesReader {
    JSONLinesReader(FileSource(descriptor: 0, name: "standard input"), lineLimit: lineLimit)
  }

  /// Reads from bytes in memory.
  public convenience init(bytes: [UInt8], name: String? = nil, lineLimit: Int = 64 << 20) {
    self.init(MemorySource(bytes, name: name), lineLimit: lineLimit)
  }

  init(_ source: any ByteSource, lineLimit: Int, chunkSize: Int = 1 << 18) {
    self.source = source
    self.lineLimit = lineLimit
    file = source.name
    chunk = [UInt8](repeating: 0, count: max(1, chunkSize))
  }

  /// The next line that is not blank; `nil` at the end.
  ///
  /// - Throws: `TableError` of kind `lineTooLong` or `unreadable`, after which there are no more lines.
  public func next() throws -> JSONLine? {
    while !isAtEnd {
      line += 1
      guard var bytes = try nextLine() else { break }
      if line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      if bytes.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) {
        return JSONLine(line: line, file: file, bytes: Data(bytes))
      }
    }
    return nil
  }

  private func nextLine() throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      if position == filled {
        do {
          filled = try chunk.withUnsafeMutableBytes { try source.fill($0) }
        } catch {
          isAtEnd = true
          throw error
        }
        position = 0
        if filled == 0 {
          isAtEnd = true
          return bytes.isEmpty ? nil : bytes
        }
      }
      let end = chunk[position..<filled].firstIndex(of: 10) ?? filled
      if bytes.count + end - position > lineLimit {
        isAtEnd = true
        throw TableError(.lineTooLong(limit: lineLimit), file: file, line: line)
      }
      bytes += chunk[position..<end]
      position = min(end + 1, filled)
      if end < filled { return bytes }
    }
  }
}
