import Reliability

/// How often gold and the coder give each category: two bars a category.
struct SharesDrawing {
  private let categories: [CategoryValidity]
  private let gold: Double
  private let answers: Double
  private let left: Double

  private static let width = 260.0
  private static let line = 34.0
  /// More categories than this are not drawn.
  static let limit = 24

  /// nil where there is nothing to draw.
  init?(_ categories: [CategoryValidity]) {
    let used = categories.filter { $0.support > 0 || $0.predictions > 0 }
    gold = categories.reduce(0) { $0 + $1.support }
    answers = categories.reduce(0) { $0 + $1.predictions }
    guard used.count > 1, used.count <= Self.limit, gold > 0, answers > 0 else { return nil }
    self.categories = used
    left = 12 + (used.map { SVGText($0.category, limit: 22).width }.max() ?? 0)
  }

  func write(to page: inout Markup) {
    let height = Self.line * Double(categories.count) + 8
    let width = left + Self.width + 60
    page.element(
      "svg",
      [
        "class": "shares", "role": "img", "width": ReportFigures.place(width),
        "height": ReportFigures.place(height),
        "viewBox": "0 0 \(ReportFigures.place(width)) \(ReportFigures.place(height))",
        "aria-label":
          "The share of each category by gold and by the coder; the counts stand in the table of categories",
      ]
    ) { drawing in
      for (place, category) in categories.enumerated() { write(category, place, to: &drawing) }
    }
  }

  private func write(_ category: CategoryValidity, _ place: Int, to drawing: inout Markup) {
    let y = 6 + Self.line * Double(place)
    drawing.label(
      SVGText(category.category, limit: 22).text, x: left - 8, y: y + 17, anchor: "end",
      tooltip: category.category)
    bar("gold", share: category.support / gold, y: y, to: &drawing)
    bar("coder", share: category.predictions / answers, y: y + 13, to: &drawing)
  }

  private func bar(_ style: String, share: Double, y: Double, to drawing: inout Markup) {
    drawing.element(
      "rect",
      [
        "class": style, "x": ReportFigures.place(left), "y": ReportFigures.place(y),
        "width": ReportFigures.place(max(1, Self.width * share)), "height": "11",
      ]
    ) { _ in }
    drawing.label(
      ReportFigures.percent(share), x: left + max(1, Self.width * share) + 5, y: y + 9.5, style: "tick")
  }
}
