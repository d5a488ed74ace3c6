import ContentCoding

/// The study in numbers.
struct OverviewSection: ReportSection {
  let id = "overview"
  let title = "At a glance"
  let parts: [ReportPart] = []
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element("dl", ["class": "tiles"]) { page in
      tile("posts", content.counts.posts, in: &page)
      tile("media", content.counts.media, in: &page)
      tile("gold posts", content.counts.goldPosts, in: &page)
      tile("variables", content.codebook.variables.count, in: &page)
      tile("coders", content.coders.count, in: &page)
    }
    page.newline()
    if content.evaluation == nil {
      page.element(
        "p", ["class": "empty"],
        text: "Nothing was evaluated: there are no gold codings that a coder’s could be compared with.")
    }
    send(page)
  }

  private func tile(_ name: String, _ count: Int, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: name)
      page.element("dd", text: ReportFigures.count(count))
    }
  }
}
