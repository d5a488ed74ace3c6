import Reliability

/// Shares of categories over parts of a corpus, such as months, as a picture for a paper: a line and intervals for each category.
///
/// A file of its own in SVG, without scripts and without anything from elsewhere. Lines differ in colour and in dashes.
public struct SharesChart: Sendable {
  /// One category.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// Its share in each part; nil where there is none.
    public var points: [Point?]

    /// A category.
    public init(name: String, points: [Point?]) {
      self.name = name
      self.points = points
    }
  }

  /// A share with its interval.
  public struct Point: Sendable {
    /// The share, from 0 to 1.
    public var share: Double
    /// Its interval; nil where it is undefined.
    public var interval: Interval?

    /// A share.
    public init(share: Double, interval: Interval?) {
      self.share = share
      self.interval = interval
    }
  }

  /// More categories than this are not drawn: those with the largest shares are.
  public static let seriesLimit = 8

  private let title: String
  private let parts: [String]
  private let series: [Series]
  private let top: Double

  private static let left = 64.0
  private static let ceiling = 44.0
  private static let height = 260.0
  private static let key = 180.0
  private static let colours = [
    "#1f5fa8", "#b3591b", "#222222", "#6b7480", "#1b7f5a", "#8a2f6b", "#7a6a00", "#4d7fc4",
  ]
  private static let dashes = ["", "7 3", "2 3", "10 3 2 3", "1 4", "", "12 4", "4 2"]

  /// A chart.
  ///
  /// - Parameters:
  ///   - title: What is shown.
  ///   - parts: The names of the parts, in their order.
  ///   - series: The categories, each with a point for each part.
  public init(title: String, parts: [String], series: [Series]) {
    self.title = title
    self.parts = parts
    let sizes = series.enumerated().map { place, one in
      (place: place, sum: one.points.reduce(0) { $0 + ($1?.share ?? 0) })
    }
    let kept = Set(
      sizes.sorted { ($1.sum, $0.place) < ($0.sum, $1.place) }.prefix(Self.seriesLimit).map(\.place))
    self.series = series.enumerated().filter { kept.contains($0.offset) }.map(\.element)
    let highest = self.series.flatMap(\.points).compactMap { $0.map { $0.interval?.upper ?? $0.share } }.max()
    top = min(1, max(0.05, ((highest ?? 1) * 10).rounded(.up) / 10))
  }

  private var width: Double { min(900, max(260, 48 * Double(parts.count))) }

  /// The picture.
  public func svg() -> String {
    let full = Self.left + width + Self.key
    let tall = Self.ceiling + Self.height + 84
    var page = Markup()
    page.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img", "width": ReportFigures.place(full),
        "height": ReportFigures.place(tall),
        "viewBox": "0 0 \(ReportFigures.place(full)) \(ReportFigures.place(tall))",
        "font-family": "system-ui, sans-serif", "font-size": "12",
        "aria-label": ReadableText(title).text,
      ]
    ) { drawing in
      drawing.element("rect", ["width": "100%", "height": "100%", "fill": "#ffffff"]) { _ in }
      text(ReadableText(title).text, x: Self.left, y: 22, weight: "600", in: &drawing)
      writeFrame(to: &drawing)
      for (place, series) in series.enumerated() { write(series, place, to: &drawing) }
    }
    page.newline()
    return page.html
  }

  private func writeFrame(to drawing: inout Markup) {
    for step in 0...4 {
      let share = top * Double(step) / 4
      let y = y(share)
      drawing.element(
        "line",
        [
          "x1": ReportFigures.place(Self.left), "x2": ReportFigures.place(Self.left + width),
          "y1": ReportFigures.place(y), "y2": ReportFigures.place(y), "stroke": "#d5d9de",
        ]
      ) { _ in }
      text(ReportFigures.percent(share), x: Self.left - 8, y: y + 4, anchor: "end", in: &drawing)
    }
    // So many names of parts fit side by side.
    let step = max(1, Int((Double(parts.count) * 22 / width).rounded(.up)))
    for (place, part) in parts.enumerated() where place.isMultiple(of: step) {
      text(
        SVGText(part, limit: 14).text, x: x(place), y: Self.ceiling + Self.height + 14, anchor: "end",
        isSlanted: true, in: &drawing)
    }
  }

  private func write(_ series: Series, _ place: Int, to drawing: inout Markup) {
    let dodge = 3 * (Double(place) - Double(self.series.count - 1) / 2)
    let colour = Self.colours[place % Self.colours.count]
    drawing.element("g", ["stroke": colour, "fill": colour]) { drawing in
      drawing.element("title", text: ReadableText(series.name).text)
      for run in runs(of: series.points) {
        let points = run.map {
          "\(ReportFigures.place(x($0.part) + dodge)),\(ReportFigures.place(y($0.point.share)))"
        }
        drawing.element(
          "polyline",
          [
            "points": points.joined(separator: " "), "fill": "none", "stroke-width": "2",
            "stroke-dasharray": Self.dashes[place % Self.dashes.count],
          ]
        ) { _ in }
        for (part, point) in run {
          let x = ReportFigures.place(x(part) + dodge)
          if let interval = point.interval {
            drawing.element(
              "line",
              [
                "x1": x, "x2": x, "y1": ReportFigures.place(y(interval.lower)),
                "y2": ReportFigures.place(y(interval.upper)), "stroke-opacity": "0.55",
              ]
            ) { _ in }
          }
          drawing.element("circle", ["cx": x, "cy": ReportFigures.place(y(point.share)), "r": "3"]) { _ in }
        }
      }
      let row = Self.ceiling + 10 + 20 * Double(place)
      let start = Self.left + width + 16
      drawing.element(
        "line",
        [
          "x1": ReportFigures.place(start), "x2": ReportFigures.place(start + 24),
          "y1": ReportFigures.place(row - 4), "y2": ReportFigures.place(row - 4), "stroke-width": "2",
          "stroke-dasharray": Self.dashes[place % Self.dashes.count],
        ]
      ) { _ in }
      text(SVGText(series.name, limit: 20).text, x: start + 30, y: row, in: &drawing)
    }
  }

  /// Points without a gap between them.
  private func runs(of points: [Point?]) -> [[(part: Int, point: Point)]] {
    var runs: [[(part: Int, point: Point)]] = [[]]
    for (part, point) in points.enumerated() {
      if let point { runs[runs.count - 1].append((part, point)) } else { runs.append([]) }
    }
    return runs.filter { !$0.isEmpty }
  }

  private func text(
    _ text: String, x: Double, y: Double, weight: String? = nil, anchor: String? = nil,
    isSlanted: Bool = false, in drawing: inout Markup
  ) {
    let place = "\(ReportFigures.place(x)) \(ReportFigures.place(y))"
    drawing.element(
      "text",
      [
        "x": ReportFigures.place(x), "y": ReportFigures.place(y), "fill": "#222222", "stroke": "none",
        "font-weight": weight, "text-anchor": anchor, "transform": isSlanted ? "rotate(-45 \(place))" : nil,
      ], text: text)
  }

  private func x(_ part: Int) -> Double {
    Self.left + width * (Double(part) + 0.5) / Double(max(1, parts.count))
  }

  private func y(_ share: Double) -> Double {
    Self.ceiling + Self.height * (1 - min(1, max(0, share / top)))
  }
}
