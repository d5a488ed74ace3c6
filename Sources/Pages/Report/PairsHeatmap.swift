import ContentCoding
import Reliability

/// Coder against coder: a cell the darker the higher their alpha.
struct PairsHeatmap {
  /// More coders than this are not drawn.
  static let coderLimit = 30

  private let agreement: VariableAgreement
  private let names: [SVGText]
  private let left: Double
  private let top: Double

  private static let cell = 52.0

  init(_ agreement: VariableAgreement) {
    self.agreement = agreement
    names = agreement.coders.map { SVGText($0.name, limit: 24) }
    let longest = names.map(\.width).max() ?? 0
    left = 12 + longest
    top = 20 + longest * MatrixCell.slant
  }

  func write(to page: inout Markup) {
    guard agreement.coders.count <= Self.coderLimit else { return }
    let side = Self.cell * Double(names.count)
    let width = left + side + 20 + (names.last?.width ?? 0) * MatrixCell.slant
    let height = top + side + 8
    page.element("figure") { page in
      page.element(
        "figcaption", text: "Krippendorff’s alpha of each two coders of \(agreement.variable.shortName)")
      page.element(
        "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "Coder against coder"]
      ) {
        page in
        page.element(
          "svg",
          [
            "class": "matrix pairs", "role": "img", "width": ReportFigures.place(width),
            "height": ReportFigures.place(height),
            "viewBox": "0 0 \(ReportFigures.place(width)) \(ReportFigures.place(height))",
            "aria-label": "Krippendorff’s alpha of each two coders",
          ]
        ) { drawing in
          writeNames(to: &drawing)
          for pair in agreement.agreement.pairs {
            write(pair, row: pair.coders[0], column: pair.coders[1], to: &drawing)
            write(pair, row: pair.coders[1], column: pair.coders[0], to: &drawing)
          }
        }
      }
    }
    page.newline()
  }

  private func writeNames(to drawing: inout Markup) {
    for (place, name) in names.enumerated() {
      let tooltip = agreement.coders[place].name
      drawing.label(
        name.text, x: left - 8, y: top + Self.cell * (Double(place) + 0.5) + 4, anchor: "end",
        tooltip: tooltip)
      let x = left + Self.cell * (Double(place) + 0.5) + 3
      drawing.slanted(name.text, x: x, y: top - 8, tooltip: tooltip)
    }
  }

  private func write(_ pair: Agreement.OfPair, row: Int, column: Int, to drawing: inout Markup) {
    let (x, y) = (left + Self.cell * Double(column), top + Self.cell * Double(row))
    let alpha = pair.statistics[.alpha]?.value ?? .undefined(.noPairs)
    let share = min(1, max(0, alpha.value ?? 0))
    let said = alpha.value.map { ReportFigures.decimal($0) } ?? "undefined"
    drawing.element("g") { drawing in
      drawing.element(
        "title",
        text: "\(agreement.coders[row].name) and \(agreement.coders[column].name): alpha \(said), "
          + ReportFigures.count(pair.units, "post"))
      drawing.square("ground", x: x, y: y, side: Self.cell)
      if share > 0 { drawing.square("shade", x: x, y: y, side: Self.cell, opacity: share) }
      drawing.label(
        alpha.value.map { ReportFigures.decimal($0) } ?? "–", x: x + Self.cell / 2, y: y + Self.cell / 2 + 4,
        style: share >= MatrixCell.strongShare ? "strong" : nil, anchor: "middle")
    }
  }
}
