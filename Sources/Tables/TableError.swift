import Foundation

/// Why a table cannot be read any further, and where.
public struct TableError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// The operating system's words for why the file cannot be read or written.
    case unreadable(String)
    /// There is no header: no line that is not blank.
    case empty
    /// The header line has separators only, no name.
    case emptyHeader
    /// A NUL byte or character.
    case nul
    /// The file is of another kind, named here.
    case notText(String)
    /// The text is in this encoding and conversion was not wanted or is not possible.
    case encoding(String)
    /// Bytes that are not UTF-8, in a stream that was read as UTF-8.
    case notUTF8
    /// A quote that opens at the given line is never closed.
    case unterminatedQuote
    /// A field of more bytes than the limit.
    case fieldTooLong(limit: Int)
    /// A row of more bytes than the limit.
    case rowTooLong(limit: Int)
    /// A row of more fields than the limit.
    case tooManyColumns(limit: Int)
    /// A line of JSON Lines of more bytes than the limit.
    case lineTooLong(limit: Int)
    /// A line that is not one JSON object.
    case notJSON(String)
    /// A JSON text nested deeper than the limit.
    case tooDeep(limit: Int)
    /// A row with another number of cells than the table has columns, offered to a writer.
    case wrongCellCount(found: Int, expected: Int)
  }

  /// What is wrong.
  public var kind: Kind
  /// The path of the file, where there is one.
  public var file: String?
  /// The physical line, counted from 1, where the trouble starts.
  public var line: Int?

  /// Describes trouble of a kind at a place.
  public init(_ kind: Kind, file: String? = nil, line: Int? = nil) {
    self.kind = kind
    self.file = file
    self.line = line
  }
}

extension TableError: CustomStringConvertible, LocalizedError {
  /// `FILE:LINE: what is wrong; what to do`.
  public var description: String {
    let place = [file ?? "table", line.map(String.init)].compactMap { $0 }.joined(separator: ":")
    return "\(place): \(kind)"
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}

extension TableError.Kind: CustomStringConvertible {
  /// What is wrong and what to do, without the place.
  public var description: String {
    switch self {
    case .unreadable(let reason): reason
    case .empty: "the table is empty; its first line must name the columns"
    case .emptyHeader: "the header names no column; the first line must name the columns"
    case .nul: "a NUL character, which no text has; save the table as UTF-8 text and try again"
    case .notText(let what): "this is \(what), not a text table; save it as CSV (UTF-8) and try again"
    case .encoding(let what): "the text is \(what); save the table as UTF-8 and try again"
    case .notUTF8: "bytes that are not UTF-8; save the table as UTF-8, or name its encoding"
    case .unterminatedQuote: "the quote that opens on this line is never closed; close it or double it"
    case .fieldTooLong(let limit):
      "a field longer than \(limit) bytes; perhaps a quote that opens on this line is never closed"
    case .rowTooLong(let limit): "a row longer than \(limit) bytes"
    case .tooManyColumns(let limit): "a row of more than \(limit) fields; is the delimiter right?"
    case .lineTooLong(let limit): "a line longer than \(limit) bytes"
    case .notJSON(let reason): "not a JSON object: \(reason)"
    case .tooDeep(let limit): "JSON nested deeper than \(limit) levels"
    case .wrongCellCount(let found, let expected): "a row of \(found) cells in a table of \(expected) columns"
    }
  }
}
