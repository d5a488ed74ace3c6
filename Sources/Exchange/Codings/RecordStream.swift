import Foundation
import Tables

/// Gives the rows of posts, whatever they come from.
protocol RecordSource {
  /// The columns; in JSON the keys of the first objects.
  var header: TableHeader { get }
  /// What was put right in the file.
  var notices: [TableNotice] { get }
  /// The next record; nil at the end.
  func next() throws -> Record?
}

/// Reads a table of any form as a stream of records: CSV, TSV, and JSON objects with plain keys, one a line or in an array.
///
/// The first bytes decide between them, not the file's name.
final class RecordStream: RecordSource {
  let file: String
  /// The columns; in JSON Lines the keys of the first ``sampleSize`` lines.
  let header: TableHeader
  let notices: [TableNotice]

  private let source: Source
  private let paths: [String]
  private var waiting: [Record] = []

  private enum Source {
    case table(TableReader)
    case json(JSONValues)
  }

  /// How many lines of JSON Lines are read ahead to learn the keys.
  static let sampleSize = 1_000

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - paths: Names of columns as a person gives them; what is no key of the objects is looked for within them (``JSONItem``).
  /// - Throws: `TableError`, or ``ImportProblems`` where the first object is none.
  init(path: String, paths: [String] = []) throws {
    file = path
    self.paths = paths.filter { $0.contains(".") }
    guard let reader = try JSONValues(path: path) else {
      var options = TableOptions()
      if path.lowercased().hasSuffix(".tsv") { options.delimiter = .tab }
      let reader = try TableReader(path: path, options: options)
      (source, header, notices) = (.table(reader), reader.header, reader.notices)
      return
    }
    var names: [String] = []
    var seen: Set<String> = []
    var size = 0
    while waiting.count < Self.sampleSize, size < 8 << 20, let line = try reader.next() {
      size += line.bytes.count
      let record = Record(line, paths: self.paths)
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
    (source, self.notices) = (.json(reader), notices)
    waiting.reverse()
  }

  /// The next record; nil at the end.
  func next() throws -> Record? {
    switch source {
    case .table(let reader): return try reader.next().map { Record($0) }
    case .json(let reader):
      return try waiting.popLast() ?? reader.next().map { Record($0, paths: paths) }
    }
  }
}
