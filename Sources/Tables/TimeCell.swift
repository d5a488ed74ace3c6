import Foundation

/// A moment as it stands in a cell.
///
/// No locale and no time zone of the machine plays a part; a time without a zone is taken as UTC.
///
/// | form | example |
/// |---|---|
/// | ISO 8601 and its relatives | `2024-01-31`, `2024-01-31T12:00:00.250Z`, `2024/01/31 12:00 +01:00`, `2024-01-31_12-00-00_UTC`, `20240131`, `20240131T120000Z` |
/// | Unix time in seconds, milli- or microseconds (9 or 10, 12 or 13, 15 or 16 digits) | `1706702400`, `1706702400.5`, `1706702400000` |
/// | day first, with dots | `31.01.2024 12:00` |
/// | slashes, if only one reading is possible | `1/31/2024 3:05 PM`, `31/01/2024` |
/// | the platforms' English forms | `Wed Oct 10 20:19:24 +0000 2018`, `Wed, 10 Oct 2018 20:19:24 GMT` |
public enum TimeCell: Equatable, Sendable {
  /// The cell is empty or says `NA` and the like.
  case missing
  /// A moment.
  case moment(Date)
  /// `03/04/2024` could be in March or in April.
  case ambiguous
  /// The cell holds something else.
  case unreadable

  /// Reads a cell.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { TimeParser.parse($0) }
  }

  /// The moment that a cell names; `nil` if it names none, or none for certain.
  public static func date(_ text: String) -> Date? {
    if case .moment(let date) = TimeCell(text) { date } else { nil }
  }
}
