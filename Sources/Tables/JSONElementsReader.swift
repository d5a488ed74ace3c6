import Foundation

/// Reads JSON values that stand one after the other, in an array or not, over any number of lines each; in memory that does
/// not grow with the file.
package final class JSONElementsReader {
  private let source: any ByteSource
  private let lengthLimit: Int
  private var chunk: [UInt8]
  private var position = 0
  private var filled = 0
  private var line = 1
  private var isInArray = false
  private var isAtEnd = false

  /// Reads the file at `path`, values of at most `lengthLimit` bytes.
  package convenience init(path: String, lengthLimit: Int = 64 << 20) throws {
    self.init(try FileSource(path: path), lengthLimit: lengthLimit)
  }

  init(_ source: any ByteSource, lengthLimit: Int, chunkSize: Int = 1 << 18) {
    self.source = source
    self.lengthLimit = lengthLimit
    chunk = [UInt8](repeating: 0, count: max(1, chunkSize))
  }

  /// The next value, with the line on which it begins; nil at the end.
  ///
  /// - Throws: `TableError` of kind `lineTooLong`, `unreadable`, or `notJSON` where the file ends within a value, after which
  ///   there are no more.
  package func next() throws -> JSONLine? {
    guard let first = try firstByte() else { return nil }
    var bytes = [first]
    let start = line
    var depth = [0x7B, 0x5B].contains(first) ? 1 : 0
    var isInString = first == 0x22
    var isEscaped = false
    while depth > 0 || isInString {
      guard let byte = try read() else {
        throw TableError(.notJSON("the file ends within this value"), file: source.name, line: start)
      }
      bytes.append(byte)
      if bytes.count > lengthLimit {
        isAtEnd = true
        throw TableError(.lineTooLong(limit: lengthLimit), file: source.name, line: start)
      }
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == 0x5C { isEscaped = true } else if byte == 0x22 { isInString = false }
      } else if byte == 0x22 {
        isInString = true
      } else if byte == 0x7B || byte == 0x5B {
        depth += 1
      } else if byte == 0x7D || byte == 0x5D {
        depth -= 1
      }
    }
    if ![0x7B, 0x5B, 0x22].contains(first) {
      while let byte = try peek(), !Self.ends(byte), bytes.count < 100 { bytes.append(try read() ?? byte) }
    }
    return JSONLine(line: start, file: source.name, bytes: Data(bytes))
  }

  /// The first byte of the next value, past commas, blanks, the array's brackets and a byte order mark.
  private func firstByte() throws -> UInt8? {
    while let byte = try read() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2C, 0xEF, 0xBB, 0xBF: continue
      case 0x5B where !isInArray: isInArray = true
      case 0x5D where isInArray: isInArray = false
      default: return byte
      }
    }
    return nil
  }

  private static func ends(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D].contains(byte)
  }

  private func peek() throws -> UInt8? {
    if position == filled {
      guard !isAtEnd else { return nil }
      filled = try chunk.withUnsafeMutableBytes { try source.fill($0) }
      position = 0
      if filled == 0 {
        isAtEnd = true
        return nil
      }
    }
    return chunk[position]
  }

  private func read() throws -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    if byte == 0x0A { line += 1 }
    return byte
  }
}
