import ContentCoding
import Foundation
import Tables

/// Reads numbers of posts that another program made: a NumPy array with a table of ids, or a table with columns of numbers.
///
/// Rows are read one after the other and may be read again: the first pass checks, the second stores.
public struct FeatureRows {
  /// What the file does not say.
  public struct Options: Sendable {
    /// The table that says of which post each row of an array is; nil for the one beside it with the ending `.csv` or `.jsonl`.
    public var ids: String?
    /// The column of ids; nil for the usual names.
    public var id: String?
    /// The columns of numbers; empty for all that hold nothing else.
    public var columns: [String] = []
    /// Whether an empty cell is 0, as in tables of labels.
    public var countsEmptyAsZero = false

    /// Nothing is said.
    public init() {}
  }

  /// A row: the line or number in the file, the post, and its numbers; nil where the row has none, as for a picture that could not be read.
  public typealias Row = (line: Int, post: String, vector: [Float]?)

  /// What each number is called; empty in an array.
  public let columns: [String]
  /// How many numbers a row has.
  public let dimension: Int
  /// Columns that are not numbers, which are left out.
  public let leftOut: [String]

  private let path: String
  private let source: Source

  private enum Source {
    case array(ids: String, column: String)
    case table(id: String, list: String?, zero: Bool)
  }

  /// The usual names of a column of ids.
  private static let idNames = ["post_id", "id", "post", "item_id", "shortcode", "filename", "file_name"]
  /// Names of a column that holds all numbers as a list.
  private static let listNames = ["embedding", "embeddings", "vector", "features"]

  /// Looks into a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: What it does not say.
  /// - Throws: ``ImportProblems`` where it holds no numbers of posts.
  public init(path: String, options: Options = Options()) throws {
    self.path = path
    if try Self.isArray(path) {
      let array = try NumPyArray(path: path)
      (columns, dimension, leftOut) = ([], array.columns, [])
      let ids = try options.ids ?? Self.idTable(beside: path)
      source = .array(
        ids: ids, column: try Self.idColumn(of: RecordStream(path: ids).header.names, options, file: ids))
      return
    }
    if options.ids != nil {
      throw ImportProblems(file: path, "is a table, which has a column of ids; --ids goes with a NumPy array")
    }
    let stream = try RecordStream(path: path)
    let header = stream.header.names
    let id = try Self.idColumn(of: header, options, file: path)
    if let missing = options.columns.first(where: { !header.contains($0) }) {
      throw ImportProblems(
        file: path, "there is no column \(quoted(missing))\(NearName.hint(for: missing, among: header))")
    }
    let candidates = options.columns.isEmpty ? header.filter { $0 != id } : options.columns
    if let list = candidates.first(where: {
      Self.listNames.contains($0.lowercased()) || options.columns == [$0]
    }),
      let first = try stream.next(), let vector = Self.list(first[list] ?? "")
    {
      (columns, dimension) = ([], vector.count)
      leftOut = candidates.filter { $0 != list }
      source = .table(id: id, list: list, zero: false)
      return
    }
    let texts = options.columns.isEmpty ? try Self.textColumns(among: candidates, of: path) : []
    columns = candidates.filter { !texts.contains($0) }
    guard !columns.isEmpty else {
      throw ImportProblems(
        file: path, "no column holds numbers alone; --column NAME names those that are meant")
    }
    guard columns.count <= NumPyArray.columnLimit else {
      throw ImportProblems(
        file: path, "has \(columns.count) columns of numbers, more than \(NumPyArray.columnLimit)")
    }
    dimension = columns.count
    leftOut = candidates.filter(texts.contains)
    source = .table(id: id, list: nil, zero: options.countsEmptyAsZero)
  }

  /// Hands on each row, in the order of the file.
  ///
  /// - Parameter take: Takes a row.
  /// - Throws: ``ImportProblems`` with the first row that is wrong, and what `take` throws.
  public func forEach(_ take: (Row) throws -> Void) throws {
    switch source {
    case .array(let ids, let column): try forEachOfArray(ids, column, take)
    case .table(let id, let list, let zero):
      let stream = try RecordStream(path: path)
      while let record = try stream.next() {
        if let problem = record.problem { throw ImportProblems(file: path, line: record.line, problem) }
        let post = try self.post(record, id, file: path)
        let vector = try list.map { try self.list(record, $0) } ?? numbers(record, zero: zero)
        try take((record.line, post, vector))
      }
    }
  }

  private func forEachOfArray(_ ids: String, _ column: String, _ take: (Row) throws -> Void) throws {
    let array = try NumPyArray(path: path)
    let stream = try RecordStream(path: ids)
    var count = 0
    while let record = try stream.next() {
      if let problem = record.problem { throw ImportProblems(file: ids, line: record.line, problem) }
      guard let row = try array.nextRow() else {
        throw ImportProblems(
          file: ids, line: record.line, "the array has \(array.rows) rows, and the table has more")
      }
      count += 1
      // NaN throughout is how exports write a picture that cannot be read.
      if row.allSatisfy(\.isNaN) {
        try take((count, try post(record, column, file: ids), nil))
      } else if row.allSatisfy(\.isFinite) {
        try take((count, try post(record, column, file: ids), row))
      } else {
        throw ImportProblems(file: path, "row \(count) holds NaN or an infinity beside numbers")
      }
    }
    guard count == array.rows else {
      throw ImportProblems(
        file: ids, "has \(count) rows, and the array has \(array.rows); each row of one is a row of the other"
      )
    }
  }

  private func post(_ record: Record, _ column: String, file: String) throws -> String {
    switch PostIDRule.check(record[column] ?? "") {
    case .success(let id): return id
    case .failure(let fault): throw ImportProblems(file: file, line: record.line, fault.message)
    }
  }

  private func numbers(_ record: Record, zero: Bool) throws -> [Float]? {
    let cells = columns.map { (record[$0] ?? "").trimmed }
    if !zero, cells.allSatisfy(\.isEmpty) { return nil }
    return try zip(columns, cells).map { name, cell in
      if cell.isEmpty, zero { return 0 }
      guard let number = Float(cell), number.isFinite else {
        throw ImportProblems(
          file: path, line: record.line,
          cell.isEmpty
            ? "\(quoted(name)) is empty; --empty-is-zero counts it as 0, as in tables of labels"
            : "\(quoted(name)) is \(quoted(cell)), which is no number")
      }
      return number
    }
  }

  private func list(_ record: Record, _ column: String) throws -> [Float]? {
    let cell = (record[column] ?? "").trimmed
    if cell.isEmpty { return nil }
    guard let vector = Self.list(cell) else {
      throw ImportProblems(file: path, line: record.line, "\(quoted(column)) is no list of numbers")
    }
    guard vector.count == dimension else {
      throw ImportProblems(
        file: path, line: record.line,
        "\(quoted(column)) holds \(vector.count) numbers, and the first row \(dimension)")
    }
    return vector
  }

  /// `[0.1, 0.2]`, `0.1|0.2` or `0.1 0.2`; nil for anything else.
  private static func list(_ cell: String) -> [Float]? {
    let parts = cell.split { "[](), |;\n\t".contains($0) }
    guard (2...NumPyArray.columnLimit).contains(parts.count) else { return nil }
    var numbers: [Float] = []
    for part in parts {
      guard let number = Float(part), number.isFinite else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func isArray(_ path: String) throws -> Bool {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let start = try handle.read(upToCount: 6) ?? Data()
    if start.starts(with: Array("PAR1".utf8)) {
      throw ImportProblems(
        file: path,
        "is Parquet, which is not read; with pandas: pandas.read_parquet(...).to_csv(..., index=False)")
    }
    if start.starts(with: Array("PK".utf8)), path.lowercased().hasSuffix(".npz") {
      throw ImportProblems(file: path, "holds several arrays; save the one that is meant with numpy.save")
    }
    return start.starts(with: [0x93] + Array("NUMPY".utf8))
  }

  private static func idTable(beside path: String) throws -> String {
    let stem = path.lowercased().hasSuffix(".npy") ? String(path.dropLast(4)) : path
    for ending in ["csv", "tsv", "jsonl"] {
      let candidate = "\(stem).\(ending)"
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    throw ImportProblems(
      file: path,
      "no table beside it says of which post each row is: write one with a column post_id, and name it with --ids"
    )
  }

  private static func idColumn(of header: [String], _ options: Options, file: String) throws -> String {
    if let named = options.id {
      guard header.contains(named) else {
        throw ImportProblems(
          file: file, "there is no column \(quoted(named))\(NearName.hint(for: named, among: header))")
      }
      return named
    }
    let lower = Dictionary(header.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    if let found = idNames.lazy.compactMap({ lower[$0] }).first { return found }
    if header.count == 1 { return header[0] }
    throw ImportProblems(
      file: file,
      "no column is called \(idNames.prefix(3).joined(separator: ", ")); --id NAME names the one that holds the posts' ids"
    )
  }

  /// The columns in which some cell is neither empty nor a number.
  private static func textColumns(among candidates: [String], of path: String) throws -> Set<String> {
    var texts: Set<String> = []
    let stream = try RecordStream(path: path)
    while let record = try stream.next() {
      for name in candidates where !texts.contains(name) {
        let cell = (record[name] ?? "").trimmed
        if !cell.isEmpty, Float(cell).map({ $0.isFinite }) != true { texts.insert(name) }
      }
    }
    return texts
  }
}
