import ContentCoding
import Reliability

/// A table of the report: a caption, column heads, a row head in each row, and notes on what is undefined.
struct ReportTable {
  /// A column's head and whether its cells are numbers, which stand to the right.
  struct Column {
    let title: String
    var isNumber = true

    static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
    static func number(_ title: String) -> Column { Column(title: title) }
  }

  /// What stands in a cell.
  enum Cell {
    case text(String)
    case code(String)
    case number(String)
    case muted(String)
    case estimate(Estimate<Double>)
    case percent(Estimate<Double>)
    case interval(Estimate<Interval>)
    case warning(String)
    case blank
  }

  private let caption: String
  private let columns: [Column]
  private let style: String?
  private var rows: [[Cell]] = []
  private var remarks: [String] = []

  /// An empty table; its first column holds the row heads.
  init(_ caption: String, columns: [Column], style: String? = nil) {
    self.caption = caption
    self.columns = columns
    self.style = style
  }

  /// A row, a cell for each column.
  mutating func row(_ cells: Cell...) { rows.append(cells) }

  /// A row, a cell for each column.
  mutating func row(_ cells: [Cell]) { rows.append(cells) }

  /// A sentence under the table.
  mutating func remark(_ sentence: String) { remarks.append(sentence) }

  /// The table with its notes; one that is too wide can be moved sideways, with the keyboard too.
  func write(to page: inout Markup) {
    var notes = UndefinedNotes()
    page.element("div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": caption]) { page in
      page.element("table", ["class": style]) { page in
        page.element("caption", text: caption)
        page.element("thead") { page in
          page.element("tr") { page in
            for column in columns {
              page.element(
                "th", ["scope": "col", "class": column.isNumber ? "number" : nil], text: column.title)
            }
          }
        }
        page.element("tbody") { page in
          for row in rows { write(row, notes: &notes, to: &page) }
        }
      }
    }
    notes.write(to: &page)
    for remark in remarks { page.element("p", ["class": "notes"], text: remark) }
    page.newline()
  }

  private func write(_ row: [Cell], notes: inout UndefinedNotes, to page: inout Markup) {
    page.element("tr") { page in
      for (place, (column, cell)) in zip(columns, row).enumerated() {
        let style = column.isNumber ? "number" : nil
        if place == 0 {
          page.element("th", ["scope": "row", "class": style]) { cell.write(to: &$0, notes: &notes) }
        } else {
          page.element("td", ["class": style]) { cell.write(to: &$0, notes: &notes) }
        }
      }
    }
  }
}

extension ReportTable.Cell {
  fileprivate func write(to page: inout Markup, notes: inout UndefinedNotes) {
    switch self {
    case .text(let text): page.name(text)
    case .code(let text): page.element("code", text: text)
    case .number(let text): page.text(text)
    case .muted(let text): page.element("span", ["class": "muted"], text: text)
    case .estimate(.defined(let value)): page.text(ReportFigures.decimal(value))
    case .percent(.defined(let value)): page.text(ReportFigures.percent(value))
    case .interval(.defined(let interval)):
      page.element("span", ["class": "muted"]) { page in
        page.text(
          "\(ReportFigures.decimal(interval.lower)) to \(ReportFigures.decimal(interval.upper))")
      }
    case .estimate(.undefined(let reason)), .percent(.undefined(let reason)),
      .interval(.undefined(let reason)):
      notes.undefined(reason, in: &page)
    case .warning(let text): page.element("span", ["class": "flag"], text: text)
    case .blank: page.element("span", ["class": "muted"], text: "–")
    }
  }
}

/// The reasons why figures of one table are undefined, as notes a, b, c.
struct UndefinedNotes {
  private var reasons: [UndefinedReason] = []

  /// The word "undefined" with its reason as a tooltip and the mark of its note.
  mutating func undefined(_ reason: UndefinedReason, in page: inout Markup) {
    if !reasons.contains(reason) { reasons.append(reason) }
    let mark = mark(reasons.firstIndex(of: reason) ?? 0)
    page.element("span", ["class": "undefined", "title": "undefined: \(reason)"], text: "undefined")
    page.element("sup", text: mark)
  }

  /// The notes, one line each.
  func write(to page: inout Markup) {
    for (place, reason) in reasons.enumerated() {
      page.element("p", ["class": "notes"]) { page in
        page.element("sup", text: mark(place))
        page.text(" undefined: \(reason).")
      }
    }
  }

  private func mark(_ place: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return letters.indices.contains(place) ? String(letters[place]) : "\(place + 1)"
  }
}
