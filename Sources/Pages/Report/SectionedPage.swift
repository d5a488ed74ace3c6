/// A page of titled sections behind a table of contents, without a script.
struct SectionedPage {
  let head: PageHead
  let sections: [any ReportSection]

  /// Writes the page in pieces, a section or one item at a time.
  ///
  /// - Parameters:
  ///   - target: where the page goes.
  ///   - title: writes what stands above the contents.
  func write(to target: inout some TextOutputStream, under title: (inout Markup) -> Void) {
    var start = Markup()
    start.literal("<!DOCTYPE html>\n<html lang=\"en\">\n")
    head.write(to: &start)
    start.literal("<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n")
    title(&start)
    ReportContents(sections: sections).write(to: &start)
    start.literal("<main id=\"content\">\n")
    target.write(start.html)
    for section in sections {
      var start = Markup()
      start.literal("<section>\n")
      start.element("h2", ["id": section.id], text: section.title)
      start.newline()
      target.write(start.html)
      section.write { piece in target.write(piece.html) }
      target.write("</section>\n")
    }
    target.write("</main>\n</body>\n</html>\n")
  }
}
