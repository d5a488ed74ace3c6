import ContentCoding

/// One post: picture, value, confidence, gold, caption.
struct GalleryFigure {
  private let item: ReportItem

  init(_ item: ReportItem) { self.item = item }

  func write(to page: inout Markup) {
    page.element("figure", ["class": "post"]) { page in
      PictureFrame(
        item.picture, of: "post \(item.postID.shortName)", isSensitive: item.isSensitive
      ).write(to: &page)
      page.element("figcaption") { page in
        writeCoding(to: &page)
        PostCaption(item.caption).write(to: &page)
        page.element("p", ["class": "origin"]) { page in
          page.name(item.postID.shortName)
          guard let author = item.author, !author.isEmpty else { return }
          page.text(" · ")
          page.name(author.shortName)
        }
      }
    }
  }

  private func writeCoding(to page: inout Markup) {
    page.element("p", ["class": "coding"]) { page in
      if let value = item.value, item.status == .coded {
        page.element("strong") { $0.name(value.isEmpty ? "no tag" : value.shortName) }
        if let confidence = item.confidence {
          page.text(" ")
          page.element(
            "span", ["class": "confidence"], text: ReportFigures.percent(confidence) + " confident")
        }
      } else {
        page.element("strong", ["class": "flag"], text: item.status.rawValue)
        if let reason = item.reason {
          page.text(" ")
          page.element("span", ["class": "muted"], text: reason.description.withoutFolders.shortName)
        }
      }
    }
    guard let gold = item.gold else { return }
    page.element("p", ["class": "coding"]) { page in
      if item.status == .coded, gold == item.value {
        page.element("span", ["class": "muted"], text: "as gold says")
      } else {
        page.element("span", ["class": "flag"]) { page in
          page.text("gold says ")
          page.name(gold.isEmpty ? "no tag" : gold.shortName)
        }
      }
    }
  }
}
