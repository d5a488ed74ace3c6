import ContentCoding
import Reliability

/// One variable's coders as dots with their intervals, the best on top; a mark for the baseline.
struct LeaderboardDrawing {
  private let rows: [Leaderboard.Row]
  private let scale: ClosedRange<Double>
  private let names: [SVGText]
  private let left: Double

  private static let plot = 380.0
  private static let line = 26.0
  private static let top = 8.0
  /// More coders than this are not drawn.
  private static let rowLimit = 40

  /// A drawing of each variable that two coders have a figure for.
  static func all(of leaderboard: Leaderboard) -> [LeaderboardDrawing] {
    leaderboard.drawn.compactMap { LeaderboardDrawing($0) }
  }

  private init?(_ rows: [Leaderboard.Row]) {
    guard rows.count > 1 else { return nil }
    self.rows = Array(rows.prefix(Self.rowLimit))
    names = self.rows.map { SVGText($0.coder.name, limit: 28) }
    left = 16 + (names.map(\.width).max() ?? 0)
    let ends = self.rows.flatMap { row in
      [row.figure.value.value, row.figure.interval?.value?.upper, row.figure.baselines.first?.value.value]
        .compactMap(\.self)
    }
    scale = 0...max(rows[0].figure.kind.unit == .share ? 1 : ends.max() ?? 1, 1e-9)
  }

  func write(to page: inout Markup) {
    let height = Self.top + Self.line * Double(rows.count) + 30
    let width = left + Self.plot + 24
    let figure = LeaderboardSection.label(of: rows[0].figure)
    page.element("figure") { page in
      page.element("figcaption") { page in
        page.text("\(rows[0].variable.shortName): \(figure) with its interval; the stroke is the baseline. ")
        for (place, modality) in modalities.enumerated() {
          if place > 0 { page.text(", ") }
          page.element("span", ["class": "key \(Self.style(modality))"], text: modality.rawValue)
        }
      }
      page.element(
        "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "Coders as dots"]
      ) { page in
        page.element(
          "svg",
          [
            "class": "dots", "role": "img", "width": ReportFigures.place(width),
            "height": ReportFigures.place(height),
            "viewBox": "0 0 \(ReportFigures.place(width)) \(ReportFigures.place(height))",
            "aria-label": "\(figure) of each coder; the same figures stand in the table above",
          ]
        ) { drawing in
          writeAxis(to: &drawing, bottom: height - 26)
          for (place, row) in rows.enumerated() { write(row, place, to: &drawing) }
        }
      }
    }
    page.newline()
  }

  private var modalities: [Leaderboard.Modality] {
    Leaderboard.Modality.allCases.filter { modality in rows.contains { $0.modality == modality } }
  }

  static func style(_ modality: Leaderboard.Modality) -> String {
    switch modality {
    case .picture: "of-picture"
    case .text: "of-text"
    case .both: "of-both"
    case .video: "of-video"
    case .other: "of-other"
    }
  }

  private func writeAxis(to drawing: inout Markup, bottom: Double) {
    for share in [0, 0.25, 0.5, 0.75, 1] {
      let x = left + Self.plot * share
      drawing.line("grid", from: (x, Self.top), to: (x, bottom))
      drawing.label(
        ReportFigures.rounded(scale.upperBound * share, digits: 2), x: x, y: bottom + 16, style: "tick",
        anchor: "middle")
    }
  }

  private func write(_ row: Leaderboard.Row, _ place: Int, to drawing: inout Markup) {
    guard let value = row.figure.value.value else { return }
    let y = Self.top + Self.line * (Double(place) + 0.5)
    let interval = row.figure.interval?.value
    let style = Self.style(row.modality)
    let range = interval.map {
      ", \(ReportFigures.decimal($0.lower)) to \(ReportFigures.decimal($0.upper))"
    }
    drawing.label(names[place].text, x: left - 10, y: y + 4, anchor: "end", tooltip: row.coder.name)
    drawing.element("g", ["class": style]) { drawing in
      drawing.element("title", text: "\(row.coder.name): \(ReportFigures.decimal(value))\(range ?? "")")
      if let interval {
        drawing.line("span", from: (self.x(interval.lower), y), to: (self.x(interval.upper), y))
      }
      if let baseline = row.figure.baselines.first?.value.value {
        drawing.line("base", from: (self.x(baseline), y - 8), to: (self.x(baseline), y + 8))
      }
      drawing.element(
        "circle",
        ["class": "dot", "cx": ReportFigures.place(self.x(value)), "cy": ReportFigures.place(y), "r": "5"]
      ) { _ in }
    }
  }

  private func x(_ value: Double) -> Double {
    left + Self.plot * min(1, max(0, value / scale.upperBound))
  }
}

extension Leaderboard {
  /// The rows that have a figure, by variable, in the order of the table.
  var drawn: [[Row]] {
    var order: [String] = []
    for row in rows where !order.contains(row.variable) { order.append(row.variable) }
    return order.map { variable in
      rows.filter { $0.variable == variable && $0.figure.value.value != nil }
    }
  }
}
