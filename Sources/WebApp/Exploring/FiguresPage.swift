import ContentCoding
import Foundation
import Pages
import Reliability
import Storage
import Workflows

/// How far coders agree, how good each is, and who says what: each figure leads to the posts behind it.
struct FiguresPage: AppRoutes {
  func add(to router: AppRouter) {
    router.slowPage("/figures") { visit in
      visit.wantsFile ? try Crossing(visit).file() : .page(try await Self.page(visit))
    }
    router.slowPage("/figures/leaderboard") { visit in try await Self.leaderboard(visit) }
    router.slowPage("/figures/download") { visit in
      let found = try await MeasureAgreement(AgreementChoice()).run(in: visit.open)
      return .data(.ok, found)
    }
  }

  /// The parts of this page.
  private static func tabs(_ chosen: String, _ visit: Visit, in page: inout Markup) {
    page.element("p", ["class": "row"]) { page in
      for (path, name) in [
        ("/figures", visit.words.agreement), ("/figures/leaderboard", visit.words.explore.leaderboard),
      ] {
        page.element(
          "a", ["class": "tab", "href": path, "aria-current": path == chosen ? "page" : nil], text: name)
      }
    }
  }

  private static func page(_ visit: Visit) async throws -> Page {
    let (words, explore) = (visit.words, visit.words.explore)
    let agreement = try await MeasureAgreement(AgreementChoice()).run(in: visit.open)
    let crossing = try Crossing(visit)
    return Page(explore.figures, part: .figures, isWide: true) { page in
      page.element("h1", text: explore.figures)
      tabs("/figures", visit, in: &page)
      for variable in agreement.variables { write(variable, words, to: &page) }
      page.element("p") {
        $0.button("JSON", to: Address("/figures/download"), style: "button quiet")
      }
      page.element("h2", ["id": "matrix"], text: explore.matrix)
      crossing.write(to: &page)
    }
  }

  private static func write(
    _ variable: StudyAgreement.OfVariable, _ words: Words, to page: inout Markup
  ) {
    page.element("h2") { $0.name(variable.variable) }
    guard let found = variable.agreement else {
      page.element("p", ["class": "empty"], text: words.noAgreement)
      return
    }
    page.element(
      "p", ["class": "muted"],
      text: found.coders.map(\.name).joined(separator: ", ") + " · "
        + Figures.count(found.agreement.pairableUnits) + " " + words.posts)
    page.table([words.explore.figure, ""], label: variable.variable, numbers: 1...1) { page in
      for statistic in found.agreement.statistics {
        page.element("tr") { page in
          page.element("th", ["scope": "row", "title": statistic.kind.explanation], text: statistic.label)
          page.element("td", ["class": "number"], text: Figures.figure(statistic))
        }
      }
    }
  }

  private static func leaderboard(_ visit: Visit) async throws -> Reply {
    let (words, explore) = (visit.words, visit.words.explore)
    let found = try await EvaluateCoders(
      EvaluationLoader.Question(gold: visit["gold"] ?? visit.open.configuration.gold)
    ).run(in: visit.open)
    let gold = found.evaluation.gold
    if visit.wantsFile {
      return try .table(
        [
          "variable", "coder", "looks_at", "posts", "figure", "value", "lower", "upper", "coverage",
          "usd_per_1000",
        ],
        found.leaderboard.rows.map(\.cells), name: "leaderboard.csv")
    }
    return .page(
      Page(explore.leaderboard, part: .figures, isWide: true) { page in
        page.element("h1", text: explore.leaderboard)
        tabs("/figures/leaderboard", visit, in: &page)
        if found.leaderboard.rows.isEmpty { page.element("p", ["class": "empty"], text: explore.noGold) }
        page.table(
          [
            words.variable, words.coder, explore.looksAt, words.posts, explore.figure, "", explore.baseline,
            explore.coverage, explore.cost,
          ], numbers: 5...8
        ) { page in
          for row in found.leaderboard.rows { write(row, gold: gold, to: &page) }
        }
        page.element("p") { $0.downloadButton(visit) }
      })
  }

  private static func write(_ row: Leaderboard.Row, gold: String, to page: inout Markup) {
    page.element("tr") { page in
      page.element("td") { $0.name(row.variable) }
      page.element("th", ["scope": "row"]) { page in
        let matrix =
          Address(
            "/figures", ["variable": row.variable, "rows": gold, "columns": row.coder.name]
          ).description + "#matrix"
        page.element("a", ["href": matrix]) { $0.name(row.coder.name) }
      }
      page.element("td", text: row.modality.rawValue)
      page.element("td", ["class": "number"], text: Figures.count(row.posts))
      page.element("td", ["title": row.figure.kind.explanation], text: row.shortLabel)
      page.element("td", ["class": "number"], text: Figures.figure(row.figure))
      page.element(
        "td", ["class": "number"], text: row.figure.baselines.first.map { Figures.figure($0.value) } ?? "")
      page.element("td", ["class": "number"], text: Figures.percent(row.coverage))
      page.element("td", ["class": "number"], text: row.costPerThousand.map(Figures.dollars) ?? "")
    }
  }
}

extension Leaderboard.Row {
  /// The row of a table.
  fileprivate var cells: [String] {
    let number = { (value: Double?) in value.map { Figures.decimal($0, places: 6) } ?? "" }
    return [
      variable, coder.name, modality.rawValue, String(posts), figure.kind.id, number(figure.value.value),
      number(figure.interval?.value?.lower), number(figure.interval?.value?.upper), number(coverage),
      number(costPerThousand),
    ]
  }

  /// What the figure is called where its explanation stands beside it.
  fileprivate var shortLabel: String {
    figure.kind == .macroF1WithAbstentionsWrong ? StatisticKind.macroF1.label : figure.label
  }
}

/// Two coders' answers to a variable as a table, each cell of which opens its posts.
private struct Crossing {
  private let visit: Visit
  private let coders: [String]
  private let rows, columns: String?
  private let variable: String?
  private let table: CrossCoders.Outcome?

  /// So many shades tell a cell's share of its row.
  private static let shades = 9

  init(_ visit: Visit) throws {
    self.visit = visit
    coders = try visit.open.study.coderIdentities().map(\.name)
    let variables = visit.open.configuration.codebook.variables.filter {
      $0.type == .category || $0.type == .boolean
    }
    let variable = visit["variable"] ?? variables.first?.name
    self.variable = variable
    let rows = visit["rows"] ?? coders.first
    let columns = visit["columns"] ?? coders.first { $0 != rows }
    (self.rows, self.columns) = (rows, columns)
    if let rows, let columns, rows != columns, let variable {
      table = try CrossCoders(rows, columns, variable: variable).run(in: visit.open)
    } else {
      table = nil
    }
  }

  /// The table as a file.
  func file() throws -> Reply {
    let labels = (table?.labels ?? []) + [""]
    let counts = table?.counts ?? []
    return try .table(
      [rows ?? ""] + labels, zip(labels, counts).map { label, row in [label] + row.map(String.init) },
      name: "who-says-what.csv")
  }

  func write(to page: inout Markup) {
    let explore = visit.words.explore
    page.element("form", ["method": "get", "action": "/figures#matrix", "class": "row filter"]) { page in
      let variables = visit.open.configuration.codebook.variables.map(\.name)
      page.choice("variable", visit.words.variable, variables, variable)
      page.choice("rows", "↓", coders, rows)
      page.choice("columns", "→", coders, columns)
      page.element("button", ["type": "submit", "class": "button"], text: visit.words.find)
    }
    guard let table, let rows, let columns, !table.counts.isEmpty else {
      page.element("p", ["class": "empty"], text: visit.words.nothingFound)
      return
    }
    page.element("p", ["class": "muted"], text: String(format: explore.matrixWhy, rows, columns))
    page.element("p") { $0.downloadButton(visit) }
    let names = table.labels + [explore.noneCoded]
    page.element("div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": explore.matrix]) {
      page in
      page.element("table", ["class": "crossing"]) { page in
        page.element("thead") { page in
          page.element("tr") { page in
            page.element("td") { _ in }
            for name in names { page.element("th", ["scope": "col"]) { $0.name(name) } }
          }
        }
        page.element("tbody") { page in
          for (row, name) in names.enumerated() { write(row, name, table, to: &page) }
        }
      }
    }
  }

  private func write(_ row: Int, _ name: String, _ table: CrossCoders.Outcome, to page: inout Markup) {
    let whole = table.counts[row].reduce(0, +)
    page.element("tr") { page in
      page.element("th", ["scope": "row"]) { $0.name(name) }
      for (column, count) in table.counts[row].enumerated() {
        let shade = whole > 0 ? count * Self.shades / whole : 0
        page.element("td", ["class": "number shade-\(shade)\(row == column ? " same" : "")"]) { page in
          guard count > 0, let address = address(row, column, table.labels) else {
            return page.text("\(count)")
          }
          page.element("a", ["href": address.description], text: Figures.count(count))
        }
      }
    }
  }

  /// The posts of a cell; nil where one of the two has no value, which a gallery does not ask for.
  private func address(_ row: Int, _ column: Int, _ labels: [String]) -> Address? {
    guard row < labels.count, column < labels.count else { return nil }
    var question = GalleryQuestion()
    question.coder = rows
    question.variable = variable
    question.value = labels[row]
    question.differsFrom = columns
    question.otherValue = labels[column]
    return GalleryAddress(question).address()
  }
}
