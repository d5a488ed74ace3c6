import Foundation
import Tables

/// The JSON values of a file, one after the other: one a line, or in an array over any lines.
enum JSONValues {
  case lines(JSONLinesReader)
  case elements(JSONElementsReader)

  /// How a file's values are laid out; nil where it is no JSON.
  ///
  /// An array begins with `[` and an object; lines begin with `{` and a key, or all of them by the file's ending.
  init?(path: String) throws {
    let source = try FileSource(path: path)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = try bytes.withUnsafeMutableBytes { try source.fill($0) }
    var start = bytes.prefix(count)[...]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let signs = start.lazy.filter { !blanks.contains($0) }.prefix(2)
    let firstLine = start.drop { blanks.contains($0) }.prefix { $0 != 0x0A && $0 != 0x0D }
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    if signs.elementsEqual("[{".utf8) || signs.elementsEqual("[]".utf8) {
      self = .elements(try JSONElementsReader(path: path))
    } else if signs.elementsEqual("{\"".utf8) {
      let isLines = firstLine.last == UInt8(ascii: "}") || count == 4096 && firstLine.count > 1
      self = isLines ? .lines(try JSONLinesReader(path: path)) : .elements(try JSONElementsReader(path: path))
    } else if Self.lineEndings.contains(ending) {
      self = .lines(try JSONLinesReader(path: path))
    } else {
      return nil
    }
  }

  /// The endings of JSON Lines.
  private static let lineEndings: Set<String> = ["jsonl", "ndjson", "jsonlines"]

  func next() throws -> JSONLine? {
    switch self {
    case .lines(let reader): try reader.next()
    case .elements(let reader): try reader.next()
    }
  }
}
