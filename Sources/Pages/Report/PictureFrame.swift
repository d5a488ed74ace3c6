import Foundation

/// A post's picture, veiled where it is sensitive, or why there is none.
struct PictureFrame {
  private let picture: ReportPicture
  private let name: String
  private let isSensitive: Bool

  /// The picture of `name`, which is for those who cannot see it.
  init(_ picture: ReportPicture, of name: String, isSensitive: Bool) {
    self.picture = picture
    self.name = name
    self.isSensitive = isSensitive
  }

  func write(to page: inout Markup) {
    switch picture {
    case .leftOut: break
    case .missing(let reason): placeholder(reason, in: &page)
    case .jpeg(let bytes) where !bytes.starts(with: [0xFF, 0xD8, 0xFF]):
      placeholder("its thumbnail is no JPEG", in: &page)
    case .jpeg(let bytes) where isSensitive:
      page.element("label", ["class": "veil"]) { page in
        page.element("span") { page in
          page.void(
            "input",
            ["type": "checkbox", "aria-label": "Show the sensitive picture of \(name)"])
          page.text("Sensitive")
          page.element("span", ["class": "screen"], text: ": show")
        }
        image(bytes, in: &page)
      }
    case .jpeg(let bytes):
      page.element("div", ["class": "picture"]) { image(bytes, in: &$0) }
    }
  }

  private func image(_ bytes: [UInt8], in page: inout Markup) {
    page.void(
      "img",
      [
        "src": "data:image/jpeg;base64," + Data(bytes).base64EncodedString(),
        "alt": "Picture of \(name)", "decoding": "async",
      ])
  }

  private func placeholder(_ reason: String, in page: inout Markup) {
    page.element("div", ["class": "picture placeholder"]) { page in
      page.element("p") { page in
        page.element("strong", text: "No picture")
        page.void("br")
        page.text(reason.withoutFolders.shortName)
      }
    }
  }
}
