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
      tile("post", "posts", content.counts.posts, in: &page)
      tile("picture or video", "pictures and videos", content.counts.media, in: &page)
      tile("gold post", "gold posts", content.counts.goldPosts, in: &page)
      tile("variable", "variables", content.codebook.variables.count, in: &page)
      tile("coder", "coders", content.coders.count, in: &page)
    }
    page.newline()
    if content.evaluation == nil {
      page.element(
        "p", ["class": "empty"],
        text: "Nothing was evaluated: there are no gold codings that a coder’s could be compared with.")
    }
    send(page)
  }

  private func tile(_ one: String, _ many: String, _ count: Int, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: count == 1 ? one : many)
      page.element("dd", text: ReportFigures.count(count))
    }
  }
}
