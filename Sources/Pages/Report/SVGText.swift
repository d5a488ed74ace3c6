/// Names in drawings, which cannot wrap: cut to a width, the whole name as a tooltip.
struct SVGText {
  /// The shown text.
  let text: String
  /// Its approximate width in points at a size of 12.
  let width: Double

  /// `name` cut to about `limit` letters; wide scripts count double.
  init(_ name: String, limit: Int) {
    var shown = String.UnicodeScalarView()
    var units = 0
    var isCut = false
    for scalar in ReadableText(name).text.unicodeScalars {
      let size = Self.units(of: scalar)
      guard units + size <= limit, shown.count < 4 * limit else {
        isCut = true
        break
      }
      units += size
      shown.append(scalar)
    }
    text = String(shown) + (isCut ? "…" : "")
    width = Double(units + (isCut ? 1 : 0)) * 6.7
  }

  private static func units(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension Markup {
  /// A piece of text in a drawing.
  mutating func label(
    _ text: String, x: Double, y: Double, style: String? = nil, anchor: String? = nil,
    transform: String? = nil, tooltip: String? = nil
  ) {
    element(
      "text",
      [
        "x": ReportFigures.place(x), "y": ReportFigures.place(y), "class": style, "text-anchor": anchor,
        "transform": transform,
      ]
    ) { drawing in
      if let tooltip { drawing.element("title", text: tooltip) }
      drawing.text(text)
    }
  }
}
