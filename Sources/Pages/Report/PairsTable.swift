import ContentCoding
import Reliability

/// Coders among themselves, a row for each pair.
struct PairsTable {
  private let pairs: [Comparison]

  init(_ pairs: [Comparison]) { self.pairs = pairs }

  func write(to page: inout Markup) {
    guard let first = pairs.first else { return }
    let shown = first.betweenCoders
    let columns = shown.flatMap { statistic in
      [ReportTable.Column.number(statistic.labelBetweenCoders.asTitle)]
        + (statistic.interval == nil ? [] : [.number("95\u{A0}% interval")])
    }
    var table = ReportTable(
      "Agreement of the coders, gold left out",
      columns: [.text("First coder"), .text("Second coder"), .number("Posts"), .number("Coverage")]
        + columns + [.number("Alpha’s posts")])
    for pair in pairs { table.row(row(pair)) }
    table.remark(
      "Coverage is the share of the first coder’s posts that the second coded as well. Posts that only one of the two coded "
        + "do not count.")
    table.write(to: &page)
  }

  private func row(_ pair: Comparison) -> [ReportTable.Cell] {
    let start: [ReportTable.Cell] = [
      .text(pair.reference.name.shortName), .text(pair.coder.name.shortName),
      .number(ReportFigures.count(pair.counts.compared)),
      .number(ReportFigures.percent(pair.counts.coverage)),
    ]
    let figures = pair.betweenCoders.flatMap { statistic in
      [ReportTable.Cell.estimate(statistic.value)] + (statistic.interval.map { [.interval($0)] } ?? [])
    }
    return start + figures + [.number(ReportFigures.count(pair.alpha.pairableUnits))]
  }
}
