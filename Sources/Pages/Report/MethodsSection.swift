/// What a paper says of how the posts were coded.
struct MethodsSection: ReportSection {
  let id = "methods"
  let title = "For a paper"
  let parts: [ReportPart] = []
  private let methods: String

  init(_ methods: String) { self.methods = methods }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element(
      "p", ["class": "methods"], text: ReadableText(methods, limit: 20 * HTMLReport.captionLimit).text)
    page.element("p", ["class": "muted"]) { page in
      page.text("A beginning, to be edited. ")
      page.element("code", text: "codeframe cite --bibtex")
      page.text(" lists the works and models to cite.")
    }
    send(page)
  }
}
