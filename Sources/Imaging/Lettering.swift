import CVips
import Foundation

/// A line of text as the opacity of its ink, drawn by Pango through libvips with a font of the system.
struct Lettering {
  /// How letters look.
  enum Style: String {
    case title = "sans bold 13"
    case label = "sans 10"
  }

  /// Columns of pixels.
  let width: Int
  /// Rows of pixels.
  let height: Int
  /// 0 for paper to 255 for ink, row by row.
  let opacities: [UInt8]

  /// Of longer text the rest is never drawn.
  private static let longest = 300
  private static let dotsPerInch: Int32 = 96

  /// The letters of `text` in at most `width` pixels, cut with an ellipsis; nil where they cannot be drawn.
  init?(_ text: String, style: Style, width: Int) {
    var line = Array(Self.line(text))
    guard !line.isEmpty, var drawn = Self.draw(String(line), style) else { return nil }
    while drawn.width > width, line.count > 1 {
      // Letters differ in width: what the mean letter suggests may need another step.
      let fitting = line.count * width / drawn.width - 1
      line = Array(line.prefix(max(1, min(line.count - 1, fitting))))
      guard let shorter = Self.draw(String(line) + "…", style) else { return nil }
      drawn = shorter
    }
    self = drawn
  }

  private init(width: Int, height: Int, opacities: [UInt8]) {
    self.width = width
    self.height = height
    self.opacities = opacities
  }

  /// `text` on one line, without what cannot be seen.
  private static func line(_ text: String) -> Substring {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(4 * longest) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars).prefix(longest)
  }

  private static func draw(_ line: String, _ style: Style) -> Lettering? {
    let markup = line.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    let draw = { () -> Lettering? in
      var header = CVipsHeader()
      guard let picture = cvips_text(markup, style.rawValue, dotsPerInch, &header) else { return nil }
      defer { cvips_close(picture) }
      var length = 0
      guard header.bands == 1, header.bytes_per_sample == 1, let pixels = cvips_pixels(picture, &length)
      else {
        return nil
      }
      defer { cvips_free(pixels) }
      let (width, height) = (Int(header.width), Int(header.height))
      guard width > 0, height > 0, length == width * height else { return nil }
      return Lettering(
        width: width, height: height,
        opacities: Array(UnsafeRawBufferPointer(start: pixels, count: length)))
    }
    guard VipsDecoder.isRunning else { return nil }
    return try? VipsTurns.shared.attempt(draw, again: draw).get()
  }
}
