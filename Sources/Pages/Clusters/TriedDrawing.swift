/// A figure over the numbers of clusters that were tried, one number marked.
struct TriedDrawing {
  private let title: String
  private let points: [(clusters: Int, value: Double)]
  private let mark: Int?
  private let markName: String

  private static let left = 62.0
  private static let top = 26.0
  private static let width = 240.0
  private static let height = 120.0

  /// A drawing; values that are no numbers are passed over.
  init(_ title: String, _ points: [(Int, Double?)], mark: Int?, named markName: String) {
    self.title = title
    self.points = points.compactMap { clusters, value in
      guard let value, value.isFinite else { return nil }
      return (clusters, value)
    }
    self.mark = mark
    self.markName = markName
  }

  func write(to page: inout Markup) {
    guard let first = points.first, let last = points.last else { return }
    page.element("figure") { page in
      page.element("figcaption", text: title)
      page.element(
        "svg",
        [
          "class": "course tried", "role": "img", "width": "330", "height": "196", "viewBox": "0 0 330 196",
          "aria-label": "\(title) for \(ReportFigures.count(first.clusters)) to "
            + "\(ReportFigures.count(last.clusters)) clusters"
            + (marked.map { ", \(markName) at \($0.clusters)" } ?? ""),
        ]
      ) { drawing in
        writeFrame(from: first.clusters, to: last.clusters, in: &drawing)
        drawing.element("g", ["class": "line-1"]) { drawing in
          let line = points.map {
            "\(ReportFigures.place(x($0.clusters))),\(ReportFigures.place(y($0.value)))"
          }
          drawing.element("polyline", ["points": line.joined(separator: " ")]) { _ in }
        }
        for point in points { dot(point, style: point.clusters == mark ? "chosen" : "point", in: &drawing) }
        writeMark(in: &drawing)
      }
    }
  }

  private var marked: (clusters: Int, value: Double)? { points.first { $0.clusters == mark } }

  private func dot(_ point: (clusters: Int, value: Double), style: String, in drawing: inout Markup) {
    drawing.element(
      "circle",
      [
        "class": style, "cx": ReportFigures.place(x(point.clusters)),
        "cy": ReportFigures.place(y(point.value)),
        "r": style == "chosen" ? "5" : "2.5",
      ]
    ) { drawing in
      drawing.element(
        "title", text: "\(ReportFigures.count(point.clusters)): \(ReportFigures.decimal(point.value))")
    }
  }

  private func writeMark(in drawing: inout Markup) {
    guard let marked else { return }
    let place = x(marked.clusters)
    let isFarRight = place > Self.left + Self.width * 0.7
    drawing.label(
      "\(markName): \(ReportFigures.count(marked.clusters))", x: place + (isFarRight ? -2 : 2),
      y: y(marked.value) - 10,
      style: "axis", anchor: isFarRight ? "end" : nil)
  }

  private func writeFrame(from first: Int, to last: Int, in drawing: inout Markup) {
    for value in [range.lowerBound, range.upperBound] {
      drawing.line("grid", from: (Self.left, y(value)), to: (Self.left + Self.width, y(value)))
      drawing.label(
        ReportFigures.decimal(value), x: Self.left - 8, y: y(value) + 4, style: "tick", anchor: "end")
    }
    let base = Self.top + Self.height
    drawing.label(ReportFigures.count(first), x: x(first), y: base + 18, style: "tick", anchor: "middle")
    if last > first {
      drawing.label(ReportFigures.count(last), x: x(last), y: base + 18, style: "tick", anchor: "middle")
    }
    drawing.label(
      "clusters", x: Self.left + Self.width / 2, y: base + 36, style: "axis", anchor: "middle")
  }

  private var range: ClosedRange<Double> {
    let values = points.map(\.value)
    guard let least = values.min(), let greatest = values.max() else { return 0...1 }
    return least...greatest
  }

  private func x(_ clusters: Int) -> Double {
    guard let first = points.first?.clusters, let last = points.last?.clusters, last > first else {
      return Self.left + Self.width / 2
    }
    return Self.left + 8 + (Self.width - 16) * (Double(clusters) - Double(first))
      / (Double(last) - Double(first))
  }

  private func y(_ value: Double) -> Double {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return Self.top + Self.height / 2 }
    return Self.top + Self.height * (1 - (value - range.lowerBound) / span)
  }
}
