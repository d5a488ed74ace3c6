import Workflows

/// A table for people: aligned columns, a line under the header.
struct TextTable {
  /// How a column's cells are aligned.
  enum Alignment {
    case left
    case right
  }

  let header: [String]
  let alignment: [Alignment]
  private(set) var rows: [[String]] = []

  /// A table with these columns.
  init(_ columns: [(name: String, alignment: Alignment)]) {
    header = columns.map(\.name)
    alignment = columns.map(\.alignment)
  }

  /// Adds a row; missing cells are empty.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map(Self.oneLine))
  }

  /// The table's text for the terminal, without a line break at the end.
  var text: String { text(fitting: Terminal.width) }

  /// The table's text.
  ///
  /// - Parameters:
  ///   - width: Columns of a line; where the table is wider, each row is a block of lines, `name  value`. Nil for any.
  ///   - heading: What makes the header, or a name in a block, stand out.
  /// - Returns: Lines, the last without a line break.
  func text(fitting width: Int?, heading: (String) -> String = { $0 }) -> String {
    let lines = aligned
    guard let width, lines.contains(where: { $0.count > width }) else {
      return ([heading(lines[0])] + lines.dropFirst()).joined(separator: "\n")
    }
    let names = header.map(\.count).max() ?? 0
    return rows.map { row in
      header.indices.compactMap { column -> String? in
        let cell = column < row.count ? row[column] : ""
        guard !cell.isEmpty else { return nil }
        return heading(header[column]) + String(repeating: " ", count: names + 2 - header[column].count)
          + cell
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var aligned: [String] {
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
    return [line(header), rule] + rows.map(line)
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
