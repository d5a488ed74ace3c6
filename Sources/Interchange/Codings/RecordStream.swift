import Foundation

/// Reads a table of any of the three forms as a stream of records: CSV, TSV, JSON Lines with plain keys.
final class RecordStream {
  let file: String
  /// The columns; in JSON Lines the keys of the first ``sampleSize`` lines.
  let header: TableHeader
  let notices: [TableNotice]

  private let source: Source
  private var waiting: [Result<Record, any Error>] = []

  private enum Source {
    case table(TableReader)
    case lines(JSONLinesReader)
  }

  /// How many lines of JSON Lines are read ahead to learn the keys.
  static let sampleSize = 1_000
  /// The endings of JSON Lines.
  static let lineEndings: Set<String> = ["jsonl", "ndjson", "jsonlines"]

  /// Opens a file: JSON Lines by its ending, else a table.
  init(path: String) throws {
    file = path
    guard Self.lineEndings.contains(URL(fileURLWithPath: path).pathExtension.lowercased()) else {
      var options = TableOptions()
      if path.lowercased().hasSuffix(".tsv") { options.delimiter = .tab }
      let reader = try TableReader(path: path, options: options)
      (source, header, notices) = (.table(reader), reader.header, reader.notices)
      return
    }
    let reader = try JSONLinesReader(path: path)
    var names: [String] = []
    var seen: Set<String> = []
    var size = 0
    while waiting.count < Self.sampleSize, size < 8 << 20, let line = try reader.next() {
      size += line.bytes.count
      let record = Result { try Record(line) }
      if case .success(let known) = record {
        for name in known.names where seen.insert(name).inserted { names.append(name) }
      }
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
      if case .failure(let first)? = waiting.first { throw first }
      error.file = path
      throw error
    }
    (source, self.notices) = (.lines(reader), notices)
    waiting.reverse()
  }

  /// The next record; nil at the end.
  func next() throws -> Record? {
    switch source {
    case .table(let reader): return try reader.next().map { Record($0) }
    case .lines(let reader):
      if let record = waiting.popLast() { return try record.get() }
      return try reader.next().map { try Record($0) }
    }
  }
}
