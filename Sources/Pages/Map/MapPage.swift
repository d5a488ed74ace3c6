import ContentCoding
import Foundation

/// A map of posts as one self-contained page: zoomed by mouse, fingers and keyboard, coloured by choice.
///
/// The page asks for nothing: data, thumbnails and the one script are within it, and a content security policy that
/// names the script by its hash forbids all else. What comes from data is JSON and base64 in blocks that no browser
/// runs, and reaches the reader as text and pixels. The page of equal content is equal.
public struct MapPage: Sendable {
  /// Captions are cut after this many Unicode scalars.
  public static let captionLimit = 280
  /// So many categories of a colouring are listed in its table; the legend has all.
  public static let rowLimit = 300

  private let content: MapContent
  private let data: MapData

  private let opensPosts: Bool

  /// A map of `content`.
  ///
  /// - Parameters:
  ///   - content: What it shows.
  ///   - galleryMap: The stored map, where the page stands in the app: what is drawn around opens in the gallery, at
  ///     `/posts?map=…&within=x,y,…`; nil for a page that stands alone.
  public init(_ content: MapContent, galleryMap: String? = nil) {
    self.content = content
    opensPosts = galleryMap != nil
    data = MapData(content, galleryMap: galleryMap)
  }

  /// The whole page as a string; a map with pictures is better written in pieces.
  public func html() -> String {
    var page = ""
    write(to: &page)
    return page
  }

  /// Writes the page in pieces, none larger than a sheet of thumbnails.
  public func write(to target: inout some TextOutputStream) {
    let head = PageHead(
      title: "\(studyName): Codeframe map, \(content.space.shortName)", version: content.version,
      styles: [.style, .mapStyle], script: PageAsset.mapScript)
    var page = Markup()
    page.literal("<!DOCTYPE html>\n<html lang=\"en\">\n")
    head.write(to: &page)
    page.literal("<body class=\"map-page\">\n")
    writeTitle(to: &page)
    MapStage(hasPictures: data.hasPictures, opensPosts: opensPosts).write(to: &page)
    MapSide(content: content, data: data).write(to: &page)
    MapDialog().write(to: &page)
    page.literal("<script type=\"application/json\" id=\"map-data\">")
    target.write(page.html)
    data.write { piece in target.write(piece) }
    target.write("</script>\n")
    if data.hasPictures, let sprites = content.sprites {
      for (number, sheet) in sprites.sheets.enumerated() {
        // Base64 has no character that means anything in HTML.
        target.write("<script type=\"text/plain\" id=\"sheet-\(number)\">")
        target.write(Data(sheet).base64EncodedString())
        target.write("</script>\n")
      }
    }
    var end = Markup()
    head.writeScript(to: &end)
    end.literal("</body>\n</html>\n")
    target.write(end.html)
  }

  private func writeTitle(to page: inout Markup) {
    page.element("header") { page in
      page.element("h1", ["title": "\(studyName), \(content.space.shortName)"]) { page in
        page.name(studyName)
        page.text(" ")
        page.element("small") { $0.name(content.space.shortName) }
      }
      page.element("form", ["id": "controls"]) { page in
        page.element("label") { page in
          page.element("span", ["class": "unseen"], text: "Search ids and captions")
          page.void(
            "input",
            [
              "type": "search", "id": "query", "placeholder": "Search ids and captions",
              "autocomplete": "off", "spellcheck": "false",
            ])
        }
        page.element("label") { page in
          page.text("Colour by ")
          page.element("select", ["id": "colouring", "autocomplete": "off"]) { page in
            for entry in data.colourings { page.element("option", text: entry.colouring.name.shortName) }
          }
        }
        if data.hasPictures { box("pictures", "Pictures when near", isChecked: true, in: &page) }
        if data.hasSensitive { box("sensitive", "Show sensitive pictures", isChecked: false, in: &page) }
      }
    }
    page.newline()
  }

  private func box(_ id: String, _ text: String, isChecked: Bool, in page: inout Markup) {
    page.element("label") { page in
      page.void(
        "input",
        ["type": "checkbox", "id": id, "autocomplete": "off", "checked": isChecked ? "" : nil])
      page.text(text)
    }
  }

  private var studyName: String {
    content.study.isEmpty ? "A study without a name" : content.study.shortName
  }
}
