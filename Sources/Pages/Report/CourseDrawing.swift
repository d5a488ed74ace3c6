import ContentCoding

/// Lines over the epochs of a training.
struct CourseDrawing {
  /// A line and its name; values that are no numbers are passed over.
  struct Line {
    let name: String
    let values: [Double]
  }

  private let title: String
  private let lines: [Line]
  private let bestEpoch: Int
  private let epochs: Int
  private let top: Double

  private static let left = 54.0
  private static let ceiling = 14.0
  private static let width = 300.0
  private static let height = 170.0

  /// A drawing.
  ///
  /// - Parameters:
  ///   - title: what is drawn, also for people who do not see it.
  ///   - lines: the lines.
  ///   - bestEpoch: the epoch, from 1, that is marked.
  ///   - most: what the upper edge stands for at least.
  init(_ title: String, lines: [Line], bestEpoch: Int, most: Double = 0) {
    self.title = title
    self.lines = lines
    self.bestEpoch = bestEpoch
    epochs = lines.map(\.values.count).max() ?? 0
    let highest = lines.flatMap(\.values).filter(\.isFinite).max() ?? 0
    top = max(most, highest, 1e-12)
  }

  func write(to page: inout Markup) {
    page.element(
      "svg",
      [
        "class": "course", "role": "img", "width": "470", "height": "230", "viewBox": "0 0 470 230",
        "aria-label": title,
      ]
    ) { drawing in
      writeFrame(to: &drawing)
      var labels = LabelPlaces(from: Self.ceiling + 6, to: Self.ceiling + Self.height + 4, apart: 15)
      let ends = lines.enumerated().compactMap { place, line in
        line.values.last { $0.isFinite }.map { (place: place, y: y($0)) }
      }
      for end in ends.sorted(by: { $0.y < $1.y }) {
        write(
          lines[end.place], style: "line-\(end.place % 4 + 1)", label: labels.next(near: end.y + 4),
          to: &drawing)
      }
    }
  }

  private func write(_ line: Line, style: String, label: Double, to drawing: inout Markup) {
    let points = line.values.enumerated().filter { $0.element.isFinite }.map {
      "\(ReportFigures.place(x($0.offset + 1))),\(ReportFigures.place(y($0.element)))"
    }
    drawing.element("g", ["class": style]) { drawing in
      drawing.element("title", text: ReadableText(line.name).text)
      drawing.element("polyline", ["points": points.joined(separator: " ")]) { _ in }
      let name = SVGText(line.name, limit: 14)
      drawing.label(name.text, x: Self.left + Self.width + 8, y: label, tooltip: line.name)
    }
  }

  private func writeFrame(to drawing: inout Markup) {
    for share in [0, 0.5, 1] {
      rule("grid", from: (1, share * top), to: (epochs, share * top), in: &drawing)
      drawing.label(
        ReportFigures.decimal(share * top), x: Self.left - 6, y: y(share * top) + 4, style: "tick",
        anchor: "end")
    }
    if (1...max(1, epochs)).contains(bestEpoch) {
      rule("best", from: (bestEpoch, 0), to: (bestEpoch, top), in: &drawing)
    }
    let base = Self.ceiling + Self.height
    drawing.label("1", x: x(1), y: base + 16, style: "tick", anchor: "middle")
    if epochs > 1 {
      drawing.label("\(epochs)", x: x(epochs), y: base + 16, style: "tick", anchor: "middle")
    }
    drawing.label("epoch", x: Self.left + Self.width / 2, y: base + 34, style: "axis", anchor: "middle")
  }

  private func rule(
    _ style: String, from start: (Int, Double), to end: (Int, Double), in drawing: inout Markup
  ) {
    drawing.line(style, from: (x(start.0), y(start.1)), to: (x(end.0), y(end.1)))
  }

  private func x(_ epoch: Int) -> Double {
    Self.left + (epochs > 1 ? Self.width * Double(epoch - 1) / Double(epochs - 1) : Self.width / 2)
  }

  private func y(_ value: Double) -> Double {
    Self.ceiling + Self.height * (1 - min(1, max(0, value / top)))
  }
}
