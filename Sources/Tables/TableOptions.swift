/// The sign between two fields.
public enum TableDelimiter: UInt8, CaseIterable, Sendable {
  /// CSV.
  case comma = 0x2C
  /// TSV.
  case tab = 0x09
  /// CSV as spreadsheets write it where the comma is the decimal sign.
  case semicolon = 0x3B
}

/// How a table is read.
public struct TableOptions: Sendable {
  /// The sign between two fields; `nil` finds it in the header.
  public var delimiter: TableDelimiter?
  /// The encoding of a file without a byte order mark; `nil` finds it out.
  public var encoding: TextEncoding?
  /// What to do with a table that is not UTF-8.
  public var encodingPolicy = EncodingPolicy.convert
  /// Whether the quote mark of `FormulaGuard` is taken off each cell.
  public var removesGuards = true
  /// The most bytes in one field; bounds the memory that a never-closed quote can take.
  public var fieldLimit = 16 << 20
  /// The most bytes in one row.
  public var rowLimit = 64 << 20
  /// The most fields in one row.
  public var columnLimit = 10_000
  /// The bytes asked of the file at a time.
  public var chunkSize = 1 << 18

  /// The options that suit most tables: everything is found out, text is converted, guards are removed.
  public init() {}
}
