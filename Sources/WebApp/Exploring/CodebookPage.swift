import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// The codebook, and how often a coder gives each answer; each bar leads to its posts.
struct CodebookPage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/codebook", for: .coder) { visit in try Self.reply(to: visit) }
  }

  private static func reply(to visit: Visit) throws -> Reply {
    let (words, explore) = (visit.words, visit.words.explore)
    // What others answer is not for those who code blindly.
    let coders = visit.role == .lead ? try visit.open.study.coders() : []
    let names = coders.map(\.identity.name)
    let chosen = visit["coder"].flatMap { names.contains($0) ? $0 : nil } ?? names.first
    let counts = try visit.open.configuration.codebook.variables.map { variable in
      try chosen.map { try visit.open.study.valueCounts(of: variable.name, by: $0) } ?? [:]
    }
    if visit.wantsFile {
      return try .table(
        ["variable", "value", "coder", "posts"],
        zip(visit.open.configuration.codebook.variables, counts).flatMap { variable, counts in
          variable.labels.map { [variable.name, $0, chosen ?? "", String(counts[$0] ?? 0)] }
        }, name: "codebook.csv")
    }
    return .page(
      Page(explore.codebook, part: .codebook) { page in
        page.element("h1", text: explore.codebook)
        if let chosen {
          page.element("form", ["method": "get", "action": "/codebook", "class": "row filter"]) { page in
            page.choice("coder", words.coder, names, chosen)
            page.element("button", ["type": "submit", "class": "button"], text: words.find)
          }
        }
        for (variable, counts) in zip(visit.open.configuration.codebook.variables, counts) {
          write(variable, counts, chosen, visit, to: &page)
        }
        page.element("p") { $0.downloadButton(visit) }
      })
  }

  private static func write(
    _ variable: Variable, _ counts: [String: Int], _ coder: String?, _ visit: Visit, to page: inout Markup
  ) {
    page.element("h2") { $0.name(variable.name) }
    page.element("p", ["class": "muted"], text: "\(variable.type.rawValue), \(variable.level.rawValue)")
    if !variable.definition.isEmpty { page.element("p", ["dir": "auto"], text: variable.definition) }
    guard variable.type.hasLabels else { return }
    let most = counts.values.max() ?? 0
    let definitions = Dictionary(
      variable.categories.map { ($0.name, $0.definition) }, uniquingKeysWith: { first, _ in first })
    page.table([visit.words.value, visit.words.posts, visit.words.explore.definition], numbers: 1...1) {
      page in
      for label in variable.labels {
        let count = counts[label] ?? 0
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(label) }
          page.element("td", ["class": "number"]) { page in
            guard let coder, most > 0 else { return }
            var question = GalleryQuestion()
            (question.coder, question.variable, question.value) = (coder, variable.name, label)
            page.element("a", ["href": GalleryAddress(question).address().description]) { page in
              page.element(
                "meter", ["min": "0", "max": String(most), "value": String(count), "aria-label": label],
                text: "\(count)")
              page.text(" " + Figures.count(count))
            }
          }
          page.element("td", ["dir": "auto"], text: definitions[label] ?? "")
        }
      }
    }
  }
}
