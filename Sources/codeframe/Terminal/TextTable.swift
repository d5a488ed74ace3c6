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
  var text: String {
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
