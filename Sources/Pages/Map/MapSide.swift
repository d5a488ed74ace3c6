import Foundation

/// Beside the map: the legend, how to move, how the map was made, and the counts as tables.
///
/// All but the legend is there without the script, and on paper.
struct MapSide {
  let content: MapContent
  let data: MapData

  func write(to page: inout Markup) {
    page.element("aside", ["class": "side", "aria-label": "Legend and notes"]) { page in
      page.element("noscript") { page in
        page.element("div", ["class": "warnings"]) { page in
          page.element(
            "p", text: "The map is drawn by a script in this page, and scripts are switched off here.")
        }
      }
      writeLegend(to: &page)
      writeKeys(to: &page)
      writeOrigin(to: &page)
      page.element("details") { page in
        page.element("summary", text: "The counts as tables")
        for entry in data.colourings { write(entry.colouring, entry.classes, to: &page) }
      }
    }
    page.newline()
  }

  private func writeLegend(to page: inout Markup) {
    page.element("div", ["class": "side-head"]) { page in
      page.element("h2", ["id": "legend-title"], text: "Legend")
      page.element("div") { page in
        page.element(
          "button", ["type": "button", "id": "all", "aria-label": "Show all categories"], text: "All")
        page.text(" ")
        page.element(
          "button", ["type": "button", "id": "none", "aria-label": "Hide all categories"], text: "None")
      }
    }
    page.element("ul", ["id": "legend", "aria-labelledby": "legend-title"]) { _ in }
    page.element("p", ["id": "legend-note", "class": "notes", "hidden": ""]) { _ in }
  }

  private func writeKeys(to page: inout Markup) {
    page.element("details") { page in
      page.element("summary", text: "Mouse and keyboard")
      page.element("p", ["class": "notes"]) { page in
        page.text("Wheel or two fingers zoom, dragging moves, a click opens a post.")
      }
      page.element("p", ["class": "notes", "id": "keys"]) { page in
        page.text("With the map focused: ")
        keys(["+", "\u{2212}"], "zoom, ", in: &page)
        keys(["arrows"], "move, ", in: &page)
        keys(["0"], "shows the whole map, ", in: &page)
        keys(["Tab"], "goes to the next post in view, ", in: &page)
        keys(["Enter"], "opens it, ", in: &page)
        keys(["Esc"], "lets it go; after that ", in: &page)
        keys(["Tab"], "leaves the map.", in: &page)
      }
    }
  }

  private func keys(_ names: [String], _ text: String, in page: inout Markup) {
    for name in names {
      page.element("kbd", text: name)
      page.text(" ")
    }
    page.text(text)
  }

  private func writeOrigin(to page: inout Markup) {
    page.element("details") { page in
      page.element("summary", text: "About this map")
      page.element("p", ["class": "notes"], text: ReadableText(content.method, limit: 2000).text)
      page.element(
        "p", ["class": "notes"],
        text: "Near posts are alike; distances between far groups, and the axes, mean nothing.")
      let left = content.posts.count - data.kept.count
      if left > 0 {
        page.element(
          "p", ["class": "notes"],
          text: "\(ReportFigures.count(left, "post")) \(left == 1 ? "has" : "have") no place and "
            + "\(left == 1 ? "is" : "are") left out.")
      }
      page.element("p", ["class": "notes"]) { page in
        page.text("Made ")
        page.element(
          "time", ["datetime": ReportFigures.machineTime(content.generatedAt)],
          text: ReportFigures.time(content.generatedAt))
        page.text(" with Codeframe \(content.version).")
      }
    }
  }

  private func write(_ colouring: MapColouring, _ classes: MapClasses, to page: inout Markup) {
    let name = classes.isOrdered ? "Class" : "Category"
    var table = ReportTable(
      colouring.name.shortName, columns: [.text(name), .number("Posts"), .number("Share")])
    let total = Double(max(1, data.kept.count))
    for (label, count) in zip(classes.labels, classes.counts).prefix(MapPage.rowLimit) {
      table.row(
        .text(label), .number(ReportFigures.count(count)),
        .number(ReportFigures.percent(Double(count) / total)))
    }
    let rest = classes.labels.count - MapPage.rowLimit
    if rest > 0 { table.remark("\(ReportFigures.count(rest, "more category", plural: "more categories")).") }
    for (label, count) in zip(classes.missing, classes.counts.suffix(classes.missing.count)) where count > 0 {
      table.row(
        .muted(label), .number(ReportFigures.count(count)),
        .number(ReportFigures.percent(Double(count) / total)))
    }
    table.write(to: &page)
  }
}
