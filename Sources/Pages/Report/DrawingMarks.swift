/// What cells of a matrix have in common, whatever stands in them.
enum MatrixCell {
  /// From here on a shade is dark enough for light figures in the light page, and bright enough for dark ones in the dark page.
  static let strongShare = 0.66
  /// The height of a slanted name, as a share of its length.
  static let slant = 0.7071
}

extension Markup {
  /// A straight line in a drawing.
  mutating func line(_ style: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    element(
      "line",
      [
        "class": style, "x1": ReportFigures.place(start.x), "y1": ReportFigures.place(start.y),
        "x2": ReportFigures.place(end.x), "y2": ReportFigures.place(end.y),
      ]
    ) { _ in }
  }

  /// A square of a matrix, a little smaller than its cell.
  mutating func square(
    _ style: String, x: Double, y: Double, side: Double, inset: Double = 0.5, opacity: Double? = nil
  ) {
    element(
      "rect",
      [
        "class": style, "x": ReportFigures.place(x + inset), "y": ReportFigures.place(y + inset),
        "width": ReportFigures.place(side - 2 * inset), "height": ReportFigures.place(side - 2 * inset),
        "fill-opacity": opacity.map { ReportFigures.opacity($0) },
      ]
    ) { _ in }
  }

  /// A name over a column, slanted by 45 degrees.
  mutating func slanted(
    _ text: String, x: Double, y: Double, style: String? = nil, tooltip: String? = nil
  ) {
    label(
      text, x: x, y: y, style: style,
      transform: "rotate(-45 \(ReportFigures.place(x)) \(ReportFigures.place(y)))", tooltip: tooltip)
  }
}

/// Heights for labels from the top down, none over another.
struct LabelPlaces {
  private let apart: Double
  private let lowest: Double
  private var free: Double

  init(from highest: Double, to lowest: Double, apart: Double) {
    self.apart = apart
    self.lowest = lowest
    free = highest
  }

  mutating func next(near y: Double) -> Double {
    let place = max(free, min(y, lowest))
    free = place + apart
    return place
  }
}
