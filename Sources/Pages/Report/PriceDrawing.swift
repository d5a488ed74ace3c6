import ContentCoding
import Reliability

/// One variable's coders by what they cost: the figure against US dollars for 1,000 answers.
struct PriceDrawing {
  private let rows: [Leaderboard.Row]
  private let dearest: Double
  private let most: Double

  private static let width = 380.0
  private static let height = 200.0
  private static let left = 54.0
  private static let top = 10.0
  private static let names = 190.0

  /// A drawing of each variable of which a coder was paid for, and another has a figure to compare it with.
  static func all(of leaderboard: Leaderboard) -> [PriceDrawing] {
    // People are paid too, and nothing says how much.
    leaderboard.drawn.compactMap { rows in PriceDrawing(rows.filter { $0.coder.kind != .person }) }
  }

  private init?(_ rows: [Leaderboard.Row]) {
    dearest = rows.compactMap(\.costPerThousand).max() ?? 0
    guard rows.count > 1, dearest > 0 else { return nil }
    self.rows = Array(rows.prefix(12))
    let highest = rows.compactMap(\.figure.value.value).max() ?? 1
    most = rows[0].figure.kind.unit == .share ? 1 : max(highest, 1e-9)
  }

  func write(to page: inout Markup) {
    let figure = LeaderboardSection.label(of: rows[0].figure)
    let (width, height) = (Self.left + Self.width + Self.names, Self.top + Self.height + 44)
    page.element("figure") { page in
      page.element(
        "figcaption",
        text:
          "\(rows[0].variable.shortName): \(figure) against the price; coders that cost nothing stand at 0.")
      page.element(
        "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "Coders by price"]
      ) { page in
        page.element(
          "svg",
          [
            "class": "dots", "role": "img", "width": ReportFigures.place(width),
            "height": ReportFigures.place(height),
            "viewBox": "0 0 \(ReportFigures.place(width)) \(ReportFigures.place(height))",
            "aria-label":
              "\(figure) against US dollars for 1,000 answers; the same figures stand in the table above",
          ]
        ) { drawing in
          writeFrame(figure, to: &drawing)
          var labels = LabelPlaces(from: Self.top + 8, to: Self.top + Self.height + 4, apart: 15)
          for row in rows.sorted(by: { y(of: $0) < y(of: $1) }) { write(row, &labels, to: &drawing) }
        }
      }
    }
    page.newline()
  }

  private func writeFrame(_ figure: String, to drawing: inout Markup) {
    let base = Self.top + Self.height
    for share in [0, 0.5, 1] {
      let y = base - Self.height * share
      let x = Self.left + Self.width * share
      drawing.line("grid", from: (Self.left, y), to: (Self.left + Self.width, y))
      drawing.line("grid", from: (x, Self.top), to: (x, base))
      drawing.label(
        ReportFigures.rounded(most * share, digits: 2), x: Self.left - 6, y: y + 4, style: "tick",
        anchor: "end")
      drawing.label(
        ReportFigures.decimal(dearest * share), x: x, y: base + 16, style: "tick", anchor: "middle")
    }
    drawing.label(
      "US$ for 1,000", x: Self.left + Self.width / 2, y: base + 36, style: "axis", anchor: "middle")
  }

  private func write(_ row: Leaderboard.Row, _ labels: inout LabelPlaces, to drawing: inout Markup) {
    let x = Self.left + Self.width * (row.costPerThousand ?? 0) / dearest
    let y = y(of: row)
    let name = SVGText(row.coder.name, limit: 22)
    let label = labels.next(near: y + 4)
    let price = row.costPerThousand.map { "US$ \(ReportFigures.decimal($0)) for 1,000" } ?? "no price"
    drawing.element("g", ["class": LeaderboardDrawing.style(row.modality)]) { drawing in
      drawing.element(
        "title",
        text: "\(row.coder.name): \(ReportFigures.decimal(row.figure.value.value ?? 0)), \(price)")
      drawing.element(
        "circle",
        ["class": "dot", "cx": ReportFigures.place(x), "cy": ReportFigures.place(y), "r": "5"]
      ) { _ in }
      drawing.line("lead", from: (x + 6, y), to: (x + 14, label - 4))
      drawing.label(name.text, x: x + 17, y: label, tooltip: row.coder.name)
    }
  }

  private func y(of row: Leaderboard.Row) -> Double {
    Self.top + Self.height * (1 - min(1, max(0, (row.figure.value.value ?? 0) / most)))
  }
}
