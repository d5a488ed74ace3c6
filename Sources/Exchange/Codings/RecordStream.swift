import Foundation
import Tables

/// Reads a table of any form as a stream of records: CSV, TSV, and JSON objects with plain keys, one a line or in an array.
///
/// The first bytes decide between them, not the file's name.
final class RecordStream {
  let file: String
  /// The columns; in JSON Lines the keys of the first ``sampleSize`` lines.
  let header: TableHeader
  let notices: [TableNotice]

  private let source: Source
  private var waiting: [Record] = []

  private enum Source {
    case table(TableReader)
    case lines(JSONLinesReader)
    case elements(JSONElementsReader)

    func next() throws -> JSONLine? {
      switch self {
      case .table: nil
      case .lines(let reader): try reader.next()
      case .elements(let reader): try reader.next()
      }
    }
  }

  private enum Form { case table, lines, elements }

  /// An array begins with `[` and an object; lines begin with `{` and a key, or all of them by the file's ending.
  private static func form(of path: String) throws -> Form {
    let source = try FileSource(path: path)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = try bytes.withUnsafeMutableBytes { try source.fill($0) }
    var start = bytes.prefix(count)[...]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    let signs = start.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(2)
    let firstLine = start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix { $0 != 0x0A && $0 != 0x0D }
    if signs.elementsEqual("[{".utf8) || signs.elementsEqual("[]".utf8) { return .elements }
    if signs.elementsEqual("{\"".utf8) {
      return firstLine.last == UInt8(ascii: "}") || count == 4096 && firstLine.count > 1 ? .lines : .elements
    }
    return lineEndings.contains(URL(fileURLWithPath: path).pathExtension.lowercased()) ? .lines : .table
  }

  /// How many lines of JSON Lines are read ahead to learn the keys.
  static let sampleSize = 1_000
  /// The endings of JSON Lines.
  static let lineEndings: Set<String> = ["jsonl", "ndjson", "jsonlines"]

  /// Opens a file.
  init(path: String) throws {
    file = path
    let form = try Self.form(of: path)
    guard form != .table else {
      var options = TableOptions()
      if path.lowercased().hasSuffix(".tsv") { options.delimiter = .tab }
      let reader = try TableReader(path: path, options: options)
      (source, header, notices) = (.table(reader), reader.header, reader.notices)
      return
    }
    let reader: Source =
      form == .lines ? .lines(try JSONLinesReader(path: path)) : .elements(try JSONElementsReader(path: path))
    var names: [String] = []
    var seen: Set<String> = []
    var size = 0
    while waiting.count < Self.sampleSize, size < 8 << 20, let line = try reader.next() {
      size += line.bytes.count
      let record = Record(line)
      for name in record.names where seen.insert(name).inserted { names.append(name) }
      waiting.append(record)
    }
    guard !waiting.isEmpty else { throw TableError(.empty, file: path) }
    if names.count > TableOptions().columnLimit {
      throw TableError(.tooManyColumns(limit: TableOptions().columnLimit), file: path)
    }
    var notices: [TableNotice] = []
    do {
      header = try TableHeader(names, notices: &notices)
    } catch var error as TableError {
      if let first = waiting.first, let problem = first.problem {
        throw ImportProblems(file: path, line: first.line, problem)
      }
      error.file = path
      throw error
    }
    (source, self.notices) = (reader, notices)
    waiting.reverse()
  }

  /// The next record; nil at the end.
  func next() throws -> Record? {
    switch source {
    case .table(let reader): return try reader.next().map { Record($0) }
    case .lines, .elements:
      return try waiting.popLast() ?? source.next().map { Record($0) }
    }
  }
}
