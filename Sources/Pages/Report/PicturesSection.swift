import ContentCoding
import Foundation

/// Galleries of posts, by variable and coder.
struct PicturesSection: ReportSection {
  let id = "pictures"
  let title = "Pictures"
  private let groups: [Group]
  private let seed: UInt64?

  /// The galleries of one variable and one coder.
  private struct Group {
    let variable: String
    let coder: String
    var galleries: [ReportGallery]
  }

  init(_ content: ReportContent) {
    var groups: [Group] = []
    for gallery in content.galleries {
      if let place = groups.firstIndex(where: { $0.variable == gallery.variable && $0.coder == gallery.coder }
      ) {
        groups[place].galleries.append(gallery)
      } else {
        groups.append(Group(variable: gallery.variable, coder: gallery.coder, galleries: [gallery]))
      }
    }
    self.groups = groups
    seed = content.seed
  }

  var parts: [ReportPart] {
    groups.enumerated().map { ReportPart(id: partID($0), title: title(of: $1)) }
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element(
      "p",
      text:
        "Captions are shown as they were published. Pictures that are marked sensitive are blurred until asked for."
        + (seed.map { " Samples were drawn with the seed \($0)." } ?? ""))
    page.newline()
    send(page)
    for (place, group) in groups.enumerated() {
      var heading = Markup()
      heading.startFold(id: partID(place), isOpen: place == 0) { $0.text(title(of: group)) }
      send(heading)
      for gallery in group.galleries { write(gallery, send) }
      var end = Markup()
      end.endFold()
      send(end)
    }
  }

  private func write(_ gallery: ReportGallery, _ send: (Markup) -> Void) {
    var start = Markup()
    start.element("h4") { $0.name(gallery.title.shortName) }
    guard !gallery.items.isEmpty else {
      start.element("p", ["class": "empty"], text: "No post is of this kind.")
      send(start)
      return
    }
    start.literal("<ul class=\"gallery\">\n")
    send(start)
    for item in gallery.items.prefix(HTMLReport.itemLimit) {
      var page = Markup()
      page.element("li") { GalleryFigure(item).write(to: &$0) }
      page.newline()
      send(page)
    }
    var end = Markup()
    end.literal("</ul>\n")
    let rest = gallery.items.count - HTMLReport.itemLimit
    if rest > 0 {
      end.element("p", ["class": "notes"], text: "\(ReportFigures.count(rest, "more post")) not shown.")
    }
    send(end)
  }

  private func partID(_ place: Int) -> String { "pictures-\(place + 1)" }

  private func title(of group: Group) -> String {
    "\(group.variable.shortName), coded by \(group.coder.shortName)"
  }
}
