/// A table for people: aligned columns, a line under the header.
struct TextTable {
  /// How a column's cells are aligned.
  enum Alignment {
    case left
    case right
  }

  private let header: [String]
  private let alignment: [Alignment]
  private var rows: [[String]] = []

  /// A table with these columns.
  init(_ columns: [(name: String, alignment: Alignment)]) {
    header = columns.map(\.name)
    alignment = columns.map(\.alignment)
  }

  /// Adds a row; missing cells are empty.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map(Self.oneLine))
  }

  /// The table's text, without a line break at the end.
  ///
  /// Where it is wider than the terminal, each row is a block of lines, `name  value`.
  var text: String { text(fitting: Terminal.width) }

  func text(fitting width: Int?) -> String {
    let text = aligned
    guard let width, text.split(separator: "\n").contains(where: { $0.count > width }) else { return text }
    let names = header.map(\.count).max() ?? 0
    return rows.map { row in
      header.indices.compactMap { column -> String? in
        let cell = column < row.count ? row[column] : ""
        guard !cell.isEmpty else { return nil }
        return header[column] + String(repeating: " ", count: names + 2 - header[column].count) + cell
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var aligned: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = widths.indices.map { column in
        let cell = column < cells.count ? cells[column] : ""
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return alignment[column] == .left ? cell + space : space + cell
      }
      return padded.joined(separator: "  ").trimmingSuffix()
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(header), rule] + rows.map(line)).joined(separator: "\n")
  }

  private static func oneLine(_ cell: String) -> String {
    Console.printable(cell).replacing("\n", with: " ").replacing("\t", with: " ")
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
