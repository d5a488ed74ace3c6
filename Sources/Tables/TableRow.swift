/// One row of a table.
///
/// Cells become strings only when they are asked for.
public struct TableRow: Sendable {
  /// The table's columns.
  public let header: TableHeader
  /// The physical line on which the row starts, from 1.
  public let line: Int
  /// What is wrong with the row's shape; `nil` if nothing is.
  public let problem: RowProblem?

  private let bytes: [UInt8]
  private let ends: [Int]
  private let quoted: [Bool]
  private let quotesText: Bool
  private let removesGuards: Bool

  package init(
    header: TableHeader, line: Int, bytes: [UInt8], ends: [Int], quoted: [Bool], quotesText: Bool,
    hasTextAfterQuote: Bool, removesGuards: Bool
  ) {
    self.quoted = quoted
    self.quotesText = quotesText
    self.header = header
    self.removesGuards = removesGuards
    self.line = line
    self.bytes = bytes
    self.ends = ends
    if hasTextAfterQuote {
      problem = .textAfterQuote(line: line)
    } else if ends.count < header.count {
      problem = .tooFew(line: line, found: ends.count, expected: header.count)
    } else if ends.count > header.count, ends[header.count - 1] < bytes.count {
      problem = .tooMany(line: line, found: ends.count, expected: header.count)
    } else {
      problem = nil
    }
  }

  /// The number of cells in the file, which `problem` compares with the header.
  public var count: Int { ends.count }

  /// Whether every cell is empty.
  public var isEmpty: Bool { bytes.isEmpty }

  /// All cells, as many as the file has.
  public var fields: [String] { ends.indices.map { text(at: $0) } }

  /// The cell at a place counted from 0; `nil` beyond the row's end.
  public subscript(index: Int) -> String? { ends.indices.contains(index) ? text(at: index) : nil }

  /// The cell of a column; `nil` if there is no such column or the row ends before it.
  public subscript(name: String) -> String? { header.index(of: name).flatMap { self[$0] } }

  /// Whether the cell of a column is `NA` without quotes, which R writes for a missing value.
  ///
  /// Text that reads NA stands in quotes there. `isCertain` where the whole table quotes its text.
  public func bareNA(in name: String) -> (isBare: Bool, isCertain: Bool) {
    guard let index = header.index(of: name), ends.indices.contains(index), !quoted[index] else {
      return (false, quotesText)
    }
    let start = index == 0 ? 0 : ends[index - 1]
    return (bytes[start..<ends[index]].elementsEqual("NA".utf8), quotesText)
  }

  /// The text in `="..."`, the form in which spreadsheets keep all digits of an id.
  private static func unwrapped(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<
    UnsafeBufferPointer<UInt8>
  >? {
    guard cell.count >= 3, cell.starts(with: [0x3D, 0x22]), cell.last == 0x22 else { return nil }
    let inside = cell.dropFirst(2).dropLast()
    return inside.contains(0x22) ? nil : inside
  }

  private func text(at index: Int) -> String {
    let start = index == 0 ? 0 : ends[index - 1]
    return bytes.withUnsafeBufferPointer { all in
      var cell = all[start..<ends[index]]
      if removesGuards && cell.first == FormulaGuard.mark && FormulaGuard.needsMark(cell.dropFirst()) {
        cell = cell.dropFirst()
      } else if removesGuards, let inside = Self.unwrapped(cell) {
        cell = inside
      }
      return String(decoding: cell, as: UTF8.self)
    }
  }
}

/// What is wrong with the shape of a row.
///
/// The row can still be used.
public enum RowProblem: Equatable, Sendable {
  /// The row ends early.
  case tooFew(line: Int, found: Int, expected: Int)
  /// The row has cells that are not empty beyond the last column.
  case tooMany(line: Int, found: Int, expected: Int)
  /// Text follows a closing quote, as after a quote that should have been doubled.
  case textAfterQuote(line: Int)
}

extension RowProblem: CustomStringConvertible {
  /// One sentence that begins with the line number.
  public var description: String {
    switch self {
    case .tooFew(let line, let found, let expected):
      "line \(line): too few cells, \(found) instead of \(expected)"
    case .tooMany(let line, let found, let expected):
      "line \(line): too many cells, \(found) instead of \(expected)"
    case .textAfterQuote(let line):
      "line \(line): text after a closing quote; a quote inside a quoted cell must be doubled"
    }
  }
}
