import ContentCoding
import Foundation

/// Writes a CSV or TSV table row by row: UTF-8 without a byte order mark, LF line ends, quotes where RFC 4180 needs
/// them, and the guard of `FormulaGuard`.
///
/// `TableReader` reads the table back without loss, but for NUL characters, which no text table can hold and which
/// are written as U+FFFD. Rows are gathered in memory: call `finish` at the end.
public final class TableWriter {
  private let columnCount: Int
  private let delimiter: UInt8
  private let guardsFormulas: Bool
  private let output: TextOutput

  /// Starts a table and writes its header.
  ///
  /// - Parameters:
  /// - columns: the names of the columns, at least one.
  /// - delimiter: the sign between two cells.
  /// - guardsFormulas: whether cells that a spreadsheet would run get a leading quote mark.
  /// - send: takes the bytes, some 64 KiB at a time.
  /// - Throws: what `send` throws, and `TableError` of kind `emptyHeader` without columns.
  public init(
    columns: [String], delimiter: TableDelimiter = .comma, guardsFormulas: Bool = true,
    to send: @escaping ([UInt8]) throws -> Void
  ) throws {
    columnCount = columns.count
    self.delimiter = delimiter.rawValue
    self.guardsFormulas = guardsFormulas
    output = TextOutput(send)
    if columns.allSatisfy({ $0.isEmpty }) { throw TableError(.emptyHeader) }
    try write(columns, isHeader: true)
  }

  /// Starts a table on a file handle, such as standard output, that somebody else closes.
  ///
  /// - Throws: as the other initialiser.
  public convenience init(
    columns: [String], delimiter: TableDelimiter = .comma, guardsFormulas: Bool = true, to handle: FileHandle
  ) throws {
    try self.init(columns: columns, delimiter: delimiter, guardsFormulas: guardsFormulas) {
      try handle.write(contentsOf: Data($0))
    }
  }

  /// Writes one row.
  ///
  /// - Throws: `TableError` of kind `wrongCellCount`, and what the output throws.
  public func write(_ cells: [String]) throws {
    try write(cells, isHeader: false)
  }

  /// Hands on what is gathered.
  ///
  /// The writer can be used further.
  ///
  /// - Throws: what the output throws.
  public func finish() throws { try output.flush() }

  private func write(_ cells: [String], isHeader: Bool) throws {
    guard cells.count == columnCount else {
      throw TableError(.wrongCellCount(found: cells.count, expected: columnCount))
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.put(delimiter) }
      put(cell, isHeader: isHeader, isOnly: columnCount == 1)
    }
    output.put(10)
    try output.sendIfLarge()
  }

  /// Writes one cell.
  ///
  /// A lone empty cell is quoted, or its row would be a blank line. Cells of the header, and of a table with
  /// one column, are quoted also around other delimiters, by which a reader could be misled.
  private func put(_ cell: String, isHeader: Bool, isOnly: Bool) {
    var cell = cell
    cell.withUTF8 { bytes in
      let isGuarded = guardsFormulas && FormulaGuard.needsMark(bytes)
      var needsQuotes = isOnly && bytes.isEmpty
      for byte in bytes where byte <= 0x3D || byte == 0xEF {
        switch byte {
        case delimiter, 10, 13, 34: needsQuotes = true
        case 0x2C, 0x09, 0x3B: needsQuotes = needsQuotes || isHeader || isOnly
        case 0x3D, 0xEF: needsQuotes = needsQuotes || isHeader
        default: break
        }
      }
      if needsQuotes { output.put(34) }
      if isGuarded { output.put(FormulaGuard.mark) }
      if needsQuotes || bytes.contains(0) {
        var start = 0
        for index in bytes.indices where bytes[index] == 34 || bytes[index] == 0 {
          output.put(UnsafeBufferPointer(rebasing: bytes[start..<index]))
          output.put(bytes[index] == 0 ? "\u{FFFD}" : "\"\"")
          start = index + 1
        }
        output.put(UnsafeBufferPointer(rebasing: bytes[start...]))
      } else {
        output.put(bytes)
      }
      if needsQuotes { output.put(34) }
    }
  }
}
