import ContentCoding
import Reliability

/// Which coder is best, and what it cost: a row and a dot for each coder and variable.
struct LeaderboardSection: ReportSection {
  let id = "leaderboard"
  let title = "Which coder is best, and what did it cost?"
  let parts: [ReportPart] = []
  private let evaluation: Evaluation
  private let leaderboard: Leaderboard

  init(_ evaluation: Evaluation, _ leaderboard: Leaderboard) {
    self.evaluation = evaluation
    self.leaderboard = leaderboard
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element("p") { page in
      page.text("Gold is the coder ")
      page.name(evaluation.gold.shortName)
      page.text(
        ". The figures describe \(ReadableText(evaluation.basis, limit: HTMLReport.captionLimit).text).")
    }
    guard !leaderboard.rows.isEmpty else {
      page.element(
        "p", ["class": "empty"],
        text: "No coder has codings of the posts that gold coded, so nothing is compared yet.")
      send(page)
      return
    }
    table.write(to: &page)
    for drawing in LeaderboardDrawing.all(of: leaderboard) { drawing.write(to: &page) }
    for drawing in PriceDrawing.all(of: leaderboard) { drawing.write(to: &page) }
    send(page)
  }

  private var table: ReportTable {
    let rows = leaderboard.rows
    let isPaid = rows.contains { $0.costPerThousand != nil }
    let isTimed = rows.contains { $0.postsPerSecond != nil }
    let isMetered = rows.contains { $0.wattHoursPerThousand != nil }
    var table = ReportTable(
      "Every coder against gold, the best of each variable first",
      columns: [
        .text("Variable"), .text("Coder"), .text("Looks at"), .number("Posts"), .text("Figure"),
        .number("Value"), .number("95\u{A0}% interval"), .number("Baseline"), .number("Coverage"),
      ] + (isPaid ? [.number("US$ for 1,000")] : []) + (isTimed ? [.number("Posts a second")] : [])
        + (isMetered ? [.number("Wh for 1,000")] : [])
        + [.text("Warnings")])
    for row in rows {
      let start: [ReportTable.Cell] = [
        .text(row.variable.shortName), .text(row.coder.name.shortName),
        row.modality == .other ? .muted("–") : .text(row.modality.rawValue),
        .number(ReportFigures.count(row.posts)), .text(Self.label(of: row.figure)),
        .estimate(row.figure.value), row.figure.interval.map { .interval($0) } ?? .blank,
        row.figure.baselines.first.map { .estimate($0.value) } ?? .blank,
        .number(ReportFigures.percent(row.coverage)),
      ]
      let price: [ReportTable.Cell] =
        isPaid ? [row.costPerThousand.map { .number(ReportFigures.decimal($0)) } ?? .blank] : []
      let pace: [ReportTable.Cell] =
        isTimed ? [row.postsPerSecond.map { .number(Figures.rate($0)) } ?? .blank] : []
      let energy: [ReportTable.Cell] =
        isMetered
        ? [
          row.wattHoursPerThousand.map { energy in
            .number(ReportFigures.decimal(energy) + (row.isEnergyEstimated == true ? " (estimate)" : ""))
          } ?? .blank
        ] : []
      let warnings: ReportTable.Cell =
        row.warnings == 0 ? .muted("none") : .warning(ReportFigures.count(row.warnings, "warning"))
      table.row(start + price + pace + energy + [warnings])
    }
    table.remark(
      "Macro F1 counts every post that a coder did not code as wrong. The baseline is what always giving the most frequent "
        + "answer would reach; of a mean absolute error, always giving the median, where less is better.")
    if isPaid {
      table.remark(
        "The price is that of a thousand answers to the variable, of an ensemble those that it asked for; a post’s price is shared "
          + "evenly by its variables. Blank where nothing was paid, or where a price is unknown.")
    }
    if isTimed {
      table.remark("The pace is that of the coder’s newest run, with what it found in the cache.")
    }
    if isMetered {
      table.remark(
        "Watt-hours are those of the whole machine while the newest run worked, as its processors and graphics cards count them; "
          + "an estimate is a person’s watts times the seconds of the run. What an endpoint uses elsewhere is not counted."
      )
    }
    return table
  }

  static func label(of figure: Statistic) -> String {
    (figure.kind == .macroF1WithAbstentionsWrong ? StatisticKind.macroF1 : figure.kind).label
  }
}
