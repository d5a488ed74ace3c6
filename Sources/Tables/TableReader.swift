import Foundation

/// Reads a CSV or TSV table row by row, in memory that does not grow with the file.
///
/// The format is RFC 4180 with LF, CRLF or CR line ends, a comma, tab or semicolon (found in the header, or from a
/// first line `sep=;`), and quoted line breaks. Blank lines are skipped. UTF-8 is read as it is; UTF-16 with a byte
/// order mark and Windows-1252 are converted with a notice. A file is read twice, the first time only to settle its
/// encoding; a pipe is read once and must be UTF-8 or have a byte order mark or a named encoding.
///
///     let table = try TableReader(path: "posts.csv")
///     while let row = try table.next() { print(row["caption"] ?? "") }
public final class TableReader {
  /// The columns.
  public let header: TableHeader
  /// The sign between two fields.
  public let delimiter: TableDelimiter
  /// The encoding of the bytes.
  public let encoding: TextEncoding
  /// What was put right, for the person to know.
  public let notices: [TableNotice]
  /// The path of the file, where there is one.
  public let file: String?

  private var feed: TextFeed
  private var scanner: RecordScanner
  private var position: Int
  private var isAtEnd: Bool
  private let removesGuards: Bool
  /// Whether the header stands in quotes, as R's `write.csv` writes all text.
  private let quotesText: Bool

  /// Opens a file and reads its header.
  ///
  /// - Throws: `TableError` if the file cannot be read, is no text, or has no header.
  public convenience init(path: String, options: TableOptions = TableOptions()) throws {
    try self.init(FileSource(path: path), options: options)
  }

  /// Reads a table from standard input, which must be UTF-8 unless it has a byte order mark or the options name the
  /// encoding.
  ///
  /// - Throws: `TableError` as for a file.
  public static func standardInput(options: TableOptions = TableOptions()) throws -> TableReader {
    try TableReader(FileSource(descriptor: 0, name: "standard input"), options: options)
  }

  /// Reads a table from bytes in memory.
  ///
  /// - Throws: `TableError` as for a file.
  public convenience init(bytes: [UInt8], name: String? = nil, options: TableOptions = TableOptions()) throws
  {
    try self.init(MemorySource(bytes, name: name), options: options)
  }

  init(_ source: any ByteSource, options: TableOptions) throws {
    file = source.name
    removesGuards = options.removesGuards
    var feed = try TextFeed(source, options: options)
    encoding = feed.encoding
    do {
      let start = try Self.sniff(&feed, options)
      delimiter = start.delimiter
      var (position, isAtEnd) = (start.position, false)
      var scanner = RecordScanner(delimiter: start.delimiter, options: options)
      guard try Self.advance(&scanner, &feed, &position, &isAtEnd) else { throw TableError(.empty) }
      var notices = feed.notices
      header = try TableHeader(Self.headerCells(scanner, removesGuards), notices: &notices)
      self.notices = notices
      quotesText = !scanner.quoted.isEmpty && scanner.quoted.allSatisfy { $0 }
      scanner.clear()
      self.feed = feed
      self.scanner = scanner
      self.position = position
      self.isAtEnd = isAtEnd
    } catch var error as TableError {
      error.file = error.file ?? source.name
      throw error
    }
  }

  /// The next row that is not blank; `nil` at the end.
  ///
  /// A row of the wrong length is no error: it comes with a `problem`.
  ///
  /// - Throws: `TableError` with the line, after which the reader gives no more rows.
  public func next() throws -> TableRow? {
    do {
      guard try Self.advance(&scanner, &feed, &position, &isAtEnd) else { return nil }
    } catch var error as TableError {
      isAtEnd = true
      error.file = error.file ?? file
      error.line = error.line ?? scanner.line
      throw error
    }
    defer { scanner.clear() }
    return TableRow(
      header: header, line: scanner.startLine, bytes: scanner.bytes.withUnsafeBufferPointer { Array($0) },
      ends: scanner.ends.withUnsafeBufferPointer { Array($0) }, quoted: scanner.quoted,
      quotesText: quotesText,
      hasTextAfterQuote: scanner.hasTextAfterQuote,
      removesGuards: removesGuards)
  }

  private static func advance(
    _ scanner: inout RecordScanner, _ feed: inout TextFeed, _ position: inout Int, _ isAtEnd: inout Bool
  ) throws -> Bool {
    while !isAtEnd {
      if try feed.text.withUnsafeBufferPointer({ try scanner.scan($0, from: &position) }) { return true }
      position = 0
      do {
        if try feed.refill() { continue }
      } catch var error as TableError {
        error.line = error.line ?? scanner.line
        throw error
      }
      isAtEnd = true
      return try scanner.finish()
    }
    return false
  }

  /// The delimiter, and where the header begins: after `sep=;` stands a line break, which reads as a blank line.
  private static func sniff(
    _ feed: inout TextFeed, _ options: TableOptions
  ) throws -> (delimiter: TableDelimiter, position: Int) {
    var hasMore = true
    while hasMore && feed.text.count < 6 { hasMore = try grow(&feed) }
    if let declared = DelimiterSniffer.declaration(feed.text) { return (declared, 5) }
    if let given = options.delimiter { return (given, 0) }
    while true {
      if let found = DelimiterSniffer.sniff(feed.text, isAll: !hasMore) { return (found, 0) }
      hasMore = try grow(&feed)
    }
  }

  /// Appends a chunk; a fault in it ends the sniffing, and comes up again when the rows get there.
  private static func grow(_ feed: inout TextFeed) throws -> Bool {
    do {
      return try feed.refill(appending: true)
    } catch let error as TableError where error.kind == .nul || error.kind == .notUTF8 {
      return false
    }
  }

  private static func headerCells(_ scanner: RecordScanner, _ removesGuards: Bool) -> [String] {
    var start = 0
    return scanner.ends.map { end in
      defer { start = end }
      let text = String(decoding: scanner.bytes[start..<end], as: UTF8.self)
      return removesGuards ? FormulaGuard.unguarded(text) : text
    }
  }
}
