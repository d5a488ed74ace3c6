import ContentCoding

/// Posts that are marked as showing the same, group by group, the kept one first.
struct DuplicatesSection: ReportSection {
  let id = "duplicates"
  let title = "Duplicates"
  let parts: [ReportPart] = []
  private let duplicates: ReportDuplicates

  init(_ duplicates: ReportDuplicates) {
    self.duplicates = duplicates
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element(
      "p",
      text:
        "These posts are marked as showing the same. Folds and splits keep a group on one side, intervals resample it as one, "
        + "samples draw the kept post alone. Nothing was deleted.")
    page.newline()
    writeCounts(to: &page)
    send(page)
    for group in duplicates.groups.prefix(ReportDuplicates.groupLimit) {
      var page = Markup()
      write(group, to: &page)
      send(page)
    }
    let rest = groupCount - min(duplicates.groups.count, ReportDuplicates.groupLimit)
    guard rest > 0 else { return }
    var end = Markup()
    end.element(
      "p", ["class": "notes"],
      text: "\(ReportFigures.count(rest, "more group")), no larger than these, not shown.")
    end.newline()
    send(end)
  }

  private var groupCount: Int { duplicates.counts.values.reduce(0, +) }

  private func writeCounts(to page: inout Markup) {
    page.element("dl", ["class": "tiles"]) { page in
      tile("groups", groupCount, in: &page)
      tile("posts in them", duplicates.posts, in: &page)
      for kind in DuplicateGroup.Kind.allCases {
        if let count = duplicates.counts[kind] { tile("groups of \(kind.words)", count, in: &page) }
      }
    }
    page.newline()
  }

  private func tile(_ name: String, _ count: Int, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: name)
      page.element("dd", text: ReportFigures.count(count))
    }
  }

  private func write(_ group: ReportDuplicates.Group, to page: inout Markup) {
    page.element("div", ["class": "twins"]) { page in
      page.element(
        "h4", text: "\(ReportFigures.count(group.group.posts.count, "post")), \(group.group.kind.words)")
      page.element("ul", ["class": "gallery small"]) { page in
        for (post, picture) in group.pictures.prefix(ReportDuplicates.postLimit) {
          page.element("li") { write(post, picture, isKept: post == group.group.kept, to: &$0) }
        }
      }
      let rest = group.group.posts.count - min(group.pictures.count, ReportDuplicates.postLimit)
      if rest > 0 {
        page.element("p", ["class": "notes"], text: "\(ReportFigures.count(rest, "more post")) not shown.")
      }
    }
    page.newline()
  }

  private func write(_ post: String, _ picture: ReportPicture, isKept: Bool, to page: inout Markup) {
    page.element("figure", ["class": "post"]) { page in
      PictureFrame(
        picture, of: "post \(post.shortName)", isSensitive: duplicates.isSensitive
      ).write(to: &page)
      page.element("figcaption") { page in
        page.element("p", ["class": "origin"]) { page in
          if isKept {
            page.element("span", ["class": "mark"], text: "kept")
            page.text(" ")
          }
          page.name(post.shortName)
        }
      }
    }
  }
}

extension DuplicateGroup.Kind {
  fileprivate var words: String {
    switch self {
    case .sameBytes: "same bytes"
    case .near: "near-duplicates"
    case .sameScene: "same scene"
    }
  }
}
