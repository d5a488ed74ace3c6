/// Something about a table that was put right on reading and that its owner should know.
public enum TableNotice: Equatable, Sendable {
  /// The text was converted to UTF-8 from another encoding.
  case converted(from: TextEncoding)
  /// The text is UTF-8 with damaged places, each read as U+FFFD.
  case damagedUTF8(places: Int, firstLine: Int)
  /// A column name that occurs again; the later column got the name `renamed`.
  case duplicateColumn(name: String, renamed: String)
  /// A column without a name (its place counted from 1) got the name `renamed`.
  case namelessColumn(place: Int, renamed: String)
}

extension TableNotice: CustomStringConvertible {
  /// One sentence for the person.
  public var description: String {
    switch self {
    case .converted(.windows1252):
      "the text is not UTF-8 and was read as Windows-1252; if letters look wrong, save it as UTF-8"
    case .converted(let encoding): "the text was converted from \(encoding.rawValue) to UTF-8"
    case .damagedUTF8(let places, let line):
      "the text has \(places) places that are not UTF-8, the first on line \(line); they were read as \u{FFFD}"
    case .duplicateColumn(let name, let renamed):
      "the header has \"\(name)\" more than once; a later column is called \"\(renamed)\""
    case .namelessColumn(let place, let renamed): "column \(place) has no name; it is called \"\(renamed)\""
    }
  }
}
