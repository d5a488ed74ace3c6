import Reliability

/// A reliability diagram: how often the coder is right at each level of confidence, and how many answers lie there.
struct CalibrationDrawing {
  private let calibration: Calibration
  private let coder: String

  private static let side = 220.0
  private static let left = 64.0
  private static let top = 10.0
  private static let tray = 36.0

  init(_ calibration: Calibration, coder: String) {
    self.calibration = calibration
    self.coder = coder
  }

  func write(to page: inout Markup) {
    page.element(
      "svg",
      [
        "class": "diagram", "role": "img", "width": "304", "height": "324", "viewBox": "0 0 304 324",
        "aria-label": "Reliability diagram of \(coder): accuracy by confidence",
      ]
    ) { drawing in
      writeFrame(to: &drawing)
      let most = calibration.bins.map(\.count).max() ?? 0
      for bin in calibration.bins where bin.count > 0 { write(bin, most: most, to: &drawing) }
    }
  }

  private func write(_ bin: Calibration.Bin, most: Int, to drawing: inout Markup) {
    guard let accuracy = bin.accuracy.value, let confidence = bin.confidence.value else { return }
    let range =
      "\(ReportFigures.percent(bin.lower)) to \(ReportFigures.percent(bin.upper)) confident"
    let tooltip =
      "\(range): \(ReportFigures.count(bin.count, "answer")), \(ReportFigures.percent(accuracy)) right, "
      + "\(ReportFigures.percent(confidence)) confident on average"
    let x = Self.x(bin.lower) + 1
    let width = Self.x(bin.upper) - Self.x(bin.lower) - 2
    let base = Self.top + Self.side + 26 + Self.tray
    let height = Self.tray * Double(bin.count) / Double(max(1, most))
    drawing.element("g") { drawing in
      drawing.element("title", text: tooltip)
      rectangle("bar", x: x, y: Self.y(accuracy), width: width, height: Self.side * accuracy, to: &drawing)
      drawing.element(
        "circle",
        [
          "class": "point", "cx": ReportFigures.place(Self.x(confidence)),
          "cy": ReportFigures.place(Self.y(accuracy)), "r": "3.5",
        ]
      ) { _ in }
      rectangle("tray", x: x, y: base - height, width: width, height: height, to: &drawing)
    }
  }

  private func writeFrame(to drawing: inout Markup) {
    rectangle("ground", x: Self.left, y: Self.top, width: Self.side, height: Self.side, to: &drawing)
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      line("grid", from: (0, tick), to: (1, tick), in: &drawing)
      line("grid", from: (tick, 0), to: (tick, 1), in: &drawing)
      let text = ReportFigures.wholePercent(tick)
      drawing.label(text, x: Self.left - 6, y: Self.y(tick) + 4, style: "tick", anchor: "end")
      drawing.label(text, x: Self.x(tick), y: Self.top + Self.side + 16, style: "tick", anchor: "middle")
    }
    line("ideal", from: (0, 0), to: (1, 1), in: &drawing)
    let middle = Self.top + Self.side / 2
    drawing.label(
      "right", x: 14, y: middle, style: "axis", anchor: "middle",
      transform: "rotate(-90 14 \(ReportFigures.place(middle)))")
    drawing.label("answers", x: Self.left - 6, y: Self.top + Self.side + 60, style: "tick", anchor: "end")
    drawing.label("confident", x: Self.left + Self.side / 2, y: 314, style: "axis", anchor: "middle")
  }

  private func line(
    _ style: String, from start: (Double, Double), to end: (Double, Double), in drawing: inout Markup
  ) {
    drawing.line(style, from: (Self.x(start.0), Self.y(start.1)), to: (Self.x(end.0), Self.y(end.1)))
  }

  private func rectangle(
    _ style: String, x: Double, y: Double, width: Double, height: Double, to drawing: inout Markup
  ) {
    drawing.element(
      "rect",
      [
        "class": style, "x": ReportFigures.place(x), "y": ReportFigures.place(y),
        "width": ReportFigures.place(width), "height": ReportFigures.place(max(0, height)),
      ]
    ) { _ in }
  }

  private static func x(_ confidence: Double) -> Double { left + side * confidence }
  private static func y(_ accuracy: Double) -> Double { top + side * (1 - accuracy) }
}
