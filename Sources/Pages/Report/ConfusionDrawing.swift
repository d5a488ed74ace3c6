import ContentCoding
import Reliability

/// A confusion matrix as a drawing: gold in rows, the coder in columns, a cell the darker the larger its share of
/// the row; recall and gold posts to the right, precision below.
struct ConfusionDrawing {
  /// More categories than this are not drawn.
  static let categoryLimit = 40

  private let matrix: ConfusionMatrix
  private let reference: String
  private let coder: String
  private let cell: Double
  private let rowNames: [SVGText]
  private let columnNames: [SVGText]
  private let left: Double
  private let top: Double
  private let hasAbstentions: Bool

  private static let marginWidth = 58.0

  init(_ matrix: ConfusionMatrix, reference: String, coder: String) {
    self.matrix = matrix
    self.reference = reference
    self.coder = coder
    cell = matrix.categories.count > 16 ? 34 : 46
    rowNames = matrix.categories.map { SVGText($0, limit: 24) }
    columnNames = matrix.categories.map { SVGText($0, limit: 20) }
    left = 30 + (rowNames.map(\.width).max() ?? 0)
    let slanted = max(columnNames.map(\.width).max() ?? 0, 74) * MatrixCell.slant
    top = 26 + slanted + 10
    hasAbstentions = matrix.abstained.contains { $0 > 0 }
  }

  private var side: Double { cell * Double(matrix.categories.count) }
  private var margins: [String] { (hasAbstentions ? ["not coded"] : []) + ["recall", "gold posts"] }
  /// In pixels.
  var width: Double {
    let overhang = zip(columnNames.indices, columnNames).map { place, name in
      cell * (Double(place) + 0.5) + name.width * MatrixCell.slant
    }
    let marginEnd = side + 8 + Self.marginWidth * (Double(margins.count) - 0.5) + 74 * MatrixCell.slant
    // The last slanted name ends in a descender, which leans out a little.
    return left + max(marginEnd, overhang.max() ?? 0) + 16
  }

  func write(to page: inout Markup) {
    let height = top + side + 34
    page.element(
      "svg",
      [
        "class": width > 800 ? "matrix large" : "matrix", "role": "img", "width": ReportFigures.place(width),
        "height": ReportFigures.place(height),
        "viewBox": "0 0 \(ReportFigures.place(width)) \(ReportFigures.place(height))",
        "aria-label":
          "Confusion matrix of \(coder) against \(reference); the same figures stand in the table below",
      ]
    ) { drawing in
      writeTitles(to: &drawing)
      for row in matrix.categories.indices { write(row: row, to: &drawing) }
      writePrecisions(to: &drawing)
    }
  }

  private func writeTitles(to drawing: inout Markup) {
    let answer = SVGText(coder, limit: 40)
    drawing.label("Answer of \(answer.text) →", x: left, y: 14, style: "axis", tooltip: coder)
    let middle = top + side / 2
    drawing.label(
      SVGText(reference, limit: 24).text, x: 14, y: middle, style: "axis", anchor: "middle",
      transform: "rotate(-90 \(ReportFigures.place(14)) \(ReportFigures.place(middle)))", tooltip: reference)
    for (place, name) in columnNames.enumerated() {
      drawing.slanted(
        name.text, x: left + cell * (Double(place) + 0.5) + 3, y: top - 8, tooltip: matrix.categories[place])
    }
    for (place, title) in margins.enumerated() {
      drawing.slanted(title, x: marginCentre(place), y: top - 8, style: "muted")
    }
    for (place, name) in rowNames.enumerated() {
      drawing.label(
        name.text, x: left - 8, y: centre(place), anchor: "end", tooltip: matrix.categories[place])
    }
  }

  private func write(row: Int, to drawing: inout Markup) {
    let support = matrix.support[row]
    let rowName = matrix.categories[row]
    for column in matrix.categories.indices {
      let count = matrix[gold: row, predicted: column]
      let share = support > 0 ? min(1, count / support) : 0
      let x = left + cell * Double(column)
      let y = top + cell * Double(row)
      drawing.element("g") { drawing in
        drawing.element(
          "title",
          text: "\(reference): \(rowName); \(coder): \(matrix.categories[column]); "
            + "\(ReportFigures.count(matrix.count(gold: row, predicted: column), "post"))"
            + (matrix.isWeighted ? " of weight \(ReportFigures.amount(count))" : "")
            + ", \(ReportFigures.percent(share)) of the row")
        drawing.square("ground", x: x, y: y, side: cell)
        if share > 0 { drawing.square("shade", x: x, y: y, side: cell, opacity: share) }
        if row == column { drawing.square("diagonal", x: x, y: y, side: cell, inset: 1.5) }
        drawing.label(
          ReportFigures.amount(count), x: x + cell / 2, y: centre(row),
          style: share >= MatrixCell.strongShare ? "strong" : count == 0 ? "none" : nil, anchor: "middle")
      }
    }
    var figures: [(String, String?)] = []
    if hasAbstentions { figures.append((ReportFigures.amount(matrix.abstained[row]), nil)) }
    figures.append(share(of: matrix.perCategory[row].recall))
    figures.append((ReportFigures.amount(support), nil))
    for (place, figure) in figures.enumerated() {
      drawing.label(
        figure.0, x: marginCentre(place), y: centre(row), style: "margin", anchor: "middle",
        tooltip: figure.1)
    }
  }

  private func writePrecisions(to drawing: inout Markup) {
    let y = top + side + 18
    drawing.label("precision", x: left - 8, y: y, style: "muted", anchor: "end")
    for (place, category) in matrix.perCategory.enumerated() {
      let (text, tooltip) = share(of: category.precision)
      drawing.label(
        text, x: left + cell * (Double(place) + 0.5), y: y, style: "margin", anchor: "middle",
        tooltip: tooltip)
    }
  }

  private func share(of estimate: Estimate<Double>) -> (String, String?) {
    switch estimate {
    case .defined(let value): (ReportFigures.wholePercent(value), nil)
    case .undefined(let reason): ("–", "undefined: \(reason)")
    }
  }

  private func centre(_ row: Int) -> Double { top + cell * (Double(row) + 0.5) + 4 }

  private func marginCentre(_ place: Int) -> Double {
    left + side + 8 + Self.marginWidth * (Double(place) + 0.5)
  }
}
