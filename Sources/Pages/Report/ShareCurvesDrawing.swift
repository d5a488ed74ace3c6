/// Lines in a square whose sides are shares from 0 to 1.
struct ShareCurvesDrawing {
  /// A line and its name.
  struct Line {
    let name: String
    /// From left to right.
    let points: [(x: Double, y: Double)]
  }

  /// What is drawn, also for people who do not see it.
  let title: String
  let across: String
  let up: String
  let lines: [Line]
  /// Whether chance is the diagonal.
  var hasDiagonal = false

  /// More lines than this are not told apart.
  static let lineLimit = 8

  private static let side = 220.0
  private static let left = 58.0
  private static let top = 10.0
  private static let key = 150.0

  func write(to page: inout Markup) {
    let width = Self.left + Self.side + Self.key
    page.element(
      "svg",
      [
        "class": "curves", "role": "img", "width": ReportFigures.place(width), "height": "266",
        "viewBox": "0 0 \(ReportFigures.place(width)) 266", "aria-label": title,
      ]
    ) { drawing in
      writeFrame(to: &drawing)
      for (place, line) in lines.prefix(Self.lineLimit).enumerated() { write(line, place, to: &drawing) }
    }
  }

  private func write(_ line: Line, _ place: Int, to drawing: inout Markup) {
    let points = line.points.map {
      "\(ReportFigures.place(Self.x($0.x))),\(ReportFigures.place(Self.y($0.y)))"
    }
    let y = Self.top + 12 + 20 * Double(place)
    let x = Self.left + Self.side + 12
    drawing.element("g", ["class": "curve-\(place + 1)"]) { drawing in
      drawing.element("title", text: ReadableText(line.name).text)
      drawing.element("polyline", ["points": points.joined(separator: " ")]) { _ in }
      drawing.line("sample", from: (x, y - 4), to: (x + 22, y - 4))
      drawing.label(SVGText(line.name, limit: 15).text, x: x + 28, y: y, tooltip: line.name)
    }
  }

  private func writeFrame(to drawing: inout Markup) {
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      drawing.line("grid", from: (Self.x(0), Self.y(tick)), to: (Self.x(1), Self.y(tick)))
      drawing.line("grid", from: (Self.x(tick), Self.y(0)), to: (Self.x(tick), Self.y(1)))
      let text = ReportFigures.wholePercent(tick)
      drawing.label(text, x: Self.left - 6, y: Self.y(tick) + 4, style: "tick", anchor: "end")
      drawing.label(text, x: Self.x(tick), y: Self.y(0) + 16, style: "tick", anchor: "middle")
    }
    if hasDiagonal { drawing.line("ideal", from: (Self.x(0), Self.y(0)), to: (Self.x(1), Self.y(1))) }
    let middle = Self.top + Self.side / 2
    drawing.label(
      up, x: 12, y: middle, style: "axis", anchor: "middle",
      transform: "rotate(-90 12 \(ReportFigures.place(middle)))")
    drawing.label(
      across, x: Self.left + Self.side / 2, y: Self.y(0) + 38, style: "axis", anchor: "middle")
  }

  private static func x(_ share: Double) -> Double { left + side * share }
  private static func y(_ share: Double) -> Double { top + side * (1 - share) }
}
