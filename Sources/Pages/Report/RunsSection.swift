import ContentCoding

/// Who coded, and the runs with all that is needed to repeat them.
struct RunsSection: ReportSection {
  let id = "runs"
  let title = "Coders and runs"
  let parts: [ReportPart] = []
  private let content: ReportContent
  private let runs: [Run]

  private static let configurationLimit = 4000

  init(_ content: ReportContent) {
    self.content = content
    runs = content.runs.sorted { ($0.startedAt, $0.id) > ($1.startedAt, $1.id) }
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    if content.coders.isEmpty {
      page.element("p", ["class": "empty"], text: "Nobody has coded yet.")
    } else {
      coderTable.write(to: &page)
    }
    if runs.isEmpty {
      page.element("p", ["class": "empty"], text: "No coder was run.")
    } else {
      runTable.write(to: &page)
      page.element("p", text: "What is needed to repeat a run:")
      for run in runs.prefix(HTMLReport.runLimit) { write(run, to: &page) }
    }
    send(page)
  }

  private var coderTable: ReportTable {
    var table = ReportTable(
      "Current codings of all variables, by coder",
      columns: [.text("Coder"), .text("Kind"), .number("Coded"), .number("Abstained"), .number("Failed")])
    for coder in content.coders {
      table.row(
        .text(coder.coder.name.shortName), .text(coder.coder.kind.rawValue),
        .number(ReportFigures.count(coder.coded)), .number(ReportFigures.count(coder.abstained)),
        .number(ReportFigures.count(coder.failed)))
    }
    return table
  }

  private var runTable: ReportTable {
    var table = ReportTable(
      "Runs, the newest first",
      columns: [
        .text("Run"), .text("Coder"), .text("State"), .text("Started"), .number("Work"), .number("Coded"),
        .number("Abstained"), .number("Failed"), .number("US\u{A0}$"),
      ])
    for run in runs.prefix(HTMLReport.runLimit) {
      table.row(
        .code(run.id.shortName), .text(run.coder.name.shortName),
        run.state == .done ? .text("done") : .warning(run.state.rawValue),
        .text(ReportFigures.time(run.startedAt)), .number(Figures.duration(run.seconds)),
        .number(ReportFigures.count(run.tally.coded)), .number(ReportFigures.count(run.tally.abstained)),
        .number(ReportFigures.count(run.tally.failed)),
        run.tally.cost.map { .number(ReportFigures.decimal($0)) } ?? .blank)
    }
    let rest = runs.count - HTMLReport.runLimit
    if rest > 0 { table.remark("\(ReportFigures.count(rest, "older run")) not shown.") }
    return table
  }

  private func write(_ run: Run, to page: inout Markup) {
    page.element("details", ["class": "run"]) { page in
      page.element("summary") { page in
        page.text("Run ")
        page.element("code", text: run.id.shortName)
        page.text(" of ")
        page.name(run.coder.name.shortName)
      }
      page.element("dl") { page in
        for model in run.models {
          entry("model", model.name.shortName, in: &page)
          if let revision = model.revision { entry("revision", revision.shortName, in: &page) }
          entry("SHA-256", model.sha256.shortName, in: &page)
        }
        entry("seed", "\(run.seed)", in: &page)
        entry("Codeframe", run.version.shortName, in: &page)
        entry("codebook", run.codebook.hex.shortName, in: &page)
        entry("configuration", run.configuration.hex.shortName, in: &page)
      }
      page.element("pre") { page in
        page.element("code", text: ReadableText(run.configurationText, limit: Self.configurationLimit).text)
      }
    }
    page.newline()
  }

  private func entry(_ term: String, _ value: String, in page: inout Markup) {
    page.element("dt", text: term)
    page.element("dd") { $0.element("code", text: value) }
  }
}
