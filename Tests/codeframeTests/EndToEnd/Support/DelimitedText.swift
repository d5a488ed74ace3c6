/// A CSV table (RFC 4180), read by other code than the program's own.
struct DelimitedText: Equatable {
  let header: [String]
  let rows: [[String]]

  /// Reads `text`, whose first record is the header.
  init(_ text: String) {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = text.unicodeScalars.makeIterator()
    var next = characters.next()
    while let scalar = next {
      next = characters.next()
      switch scalar {
      case "\"" where isQuoted && next == "\"":
        cell.append("\"")
        next = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\r" where !isQuoted && next == "\n": break
      case "\n" where !isQuoted:
        records.append(record + [cell])
        record = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    if !cell.isEmpty || !record.isEmpty { records.append(record + [cell]) }
    header = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// The cells of a column; none where the table lacks it.
  subscript(column: String) -> [String] {
    guard let place = header.firstIndex(of: column) else { return [] }
    return rows.map { place < $0.count ? $0[place] : "" }
  }

  /// The rows without some columns.
  func rows(without columns: String...) -> [[String]] {
    let kept = header.indices.filter { !columns.contains(header[$0]) }
    return rows.map { row in kept.map { $0 < row.count ? row[$0] : "" } }
  }
}
