import Estimation
import Reliability

/// What is in the corpus: shares by the best coder of each variable, corrected where a sample allows it.
struct CorpusSection: ReportSection {
  let id = "corpus"
  let title = "What is in the corpus?"
  let parts: [ReportPart] = []
  private let shares: [CorpusShares]

  init(_ shares: [CorpusShares]) { self.shares = shares }

  func write(_ send: (Markup) -> Void) {
    for shares in shares {
      var page = Markup()
      table(of: shares).write(to: &page)
      send(page)
    }
  }

  /// More categories than this are not all listed.
  private static let rowLimit = 40

  private func table(of shares: CorpusShares) -> ReportTable {
    let isCorrected = shares.rows.contains { $0.corrected != nil }
    var table = ReportTable(
      "\(shares.variable.shortName): the share of posts, by \(shares.coder.shortName)",
      columns: [.text("Category"), .number("As coded")]
        + (isCorrected ? [.number("Corrected"), .number("95\u{A0}% interval")] : []))
    let rows = shares.rows.sorted { ($0.naive.value ?? 0) > ($1.naive.value ?? 0) }
    for row in rows.prefix(Self.rowLimit) {
      table.row(
        [.text(row.category.shortName), .percent(row.naive)]
          + (isCorrected
            ? [row.corrected.map { .percent($0.share) } ?? .blank, Self.interval(of: row)] : []))
    }
    if rows.count > Self.rowLimit {
      table.remark("The \(Self.rowLimit) most frequent of \(ReportFigures.count(rows.count)) categories.")
    }
    if isCorrected {
      table.remark(
        "Corrected shares are the coder’s, put right by what people found on the sample, weighted by each post’s chance to be "
          + "drawn (prediction-powered, Angelopoulos and others 2023). The command codeframe prevalence has the other ways, and parts of the corpus."
      )
    }
    if let obstacle = shares.obstacle {
      table.remark(
        "The coder’s own shares are off by as much as it errs on one side. They are not corrected: "
          + ReadableText(obstacle, limit: HTMLReport.captionLimit).text + ".")
    }
    return table
  }

  private static func interval(of row: CorpusShares.Row) -> ReportTable.Cell {
    guard let interval = row.corrected?.interval.value else { return .blank }
    return .number(
      "\(ReportFigures.percent(interval.lower)) to \(ReportFigures.percent(interval.upper))")
  }
}
