/// The caption of a post; a long one is folded, so that its reader can unfold it.
struct PostCaption {
  private let caption: String

  /// A caption of more scalars than this may not fit.
  private static let folded = 90

  init(_ caption: String) {
    self.caption = ReadableText(caption, limit: HTMLReport.captionLimit).text
  }

  func write(to page: inout Markup) {
    if caption.allSatisfy(\.isWhitespace) {
      page.element("p", ["class": "caption muted"], text: "no caption")
    } else if caption.unicodeScalars.count > Self.folded || caption.contains("\n") {
      page.element("details", ["class": "caption"]) { page in
        page.element("summary") { $0.element("span", ["class": "clamp", "dir": "auto"], text: caption) }
      }
    } else {
      page.element("p", ["class": "caption", "dir": "auto"], text: caption)
    }
  }
}
