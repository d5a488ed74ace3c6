/// A part of the page under a heading of its own.
protocol ReportSection {
  /// The anchor: a word and numbers, never from data.
  var id: String { get }
  /// The heading.
  var title: String { get }
  /// Headings within, for the table of contents.
  var parts: [ReportPart] { get }
  /// Writes what stands under the heading, in pieces.
  func write(_ send: (Markup) -> Void)
}

/// A heading within a section.
struct ReportPart {
  let id: String
  let title: String
}

/// The table of contents.
struct ReportContents {
  let sections: [any ReportSection]

  func write(to page: inout Markup) {
    page.element("nav", ["aria-label": "Contents"]) { page in
      page.element("ol") { page in
        for section in sections {
          page.element("li") { page in
            link(section.id, section.title, in: &page)
            if !section.parts.isEmpty {
              page.element("ol") { page in
                for part in section.parts {
                  page.element("li") { link(part.id, part.title, in: &$0) }
                }
              }
            }
          }
          page.newline()
        }
      }
    }
    page.newline()
  }

  private func link(_ id: String, _ title: String, in page: inout Markup) {
    page.element("a", ["href": "#\(id)"]) { $0.name(title) }
  }
}

extension String {
  /// The name at a length that does not burst a page.
  var shortName: String { ReadableText(self, limit: HTMLReport.nameLimit).text }
}
