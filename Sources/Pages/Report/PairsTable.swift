import ContentCoding
import Reliability

/// Coders among themselves, a row for each pair.
struct PairsTable {
  private let pairs: [Comparison]

  init(_ pairs: [Comparison]) { self.pairs = pairs }

  func write(to page: inout Markup) {
    guard let first = pairs.first else { return }
    var columns: [ReportTable.Column] = [
      .text("First coder"), .text("Second coder"), .number("Posts"), .number("Coverage"),
    ]
    switch first.figures {
    case .choice: columns += [.number("Agreement"), .number("Kappa"), .number("95\u{A0}% interval")]
    case .tags: columns += [.number("Same set"), .number("Micro F1")]
    case .number: columns += [.number("Mean difference"), .number("Spearman")]
    }
    columns += [.number("Alpha"), .number("Alpha’s posts")]
    var table = ReportTable("Agreement of the coders, gold left out", columns: columns)
    for pair in pairs { table.row(row(pair)) }
    let kappa = if case .choice = first.figures { ", kappa Cohen’s" } else { "" }
    table.remark(
      "Coverage is the share of the first coder’s posts that the second coded as well. Alpha is Krippendorff’s "
        + "(\(first.alpha.distance.label))\(kappa). Posts that only one of the two coded do not count.")
    table.write(to: &page)
  }

  private func row(_ pair: Comparison) -> [ReportTable.Cell] {
    let start: [ReportTable.Cell] = [
      .text(pair.reference.name.shortName), .text(pair.coder.name.shortName),
      .number(ReportFigures.count(pair.counts.compared)),
      .number(ReportFigures.percent(pair.counts.coverage)),
    ]
    let figures: [ReportTable.Cell] =
      switch pair.figures {
      case .choice(let figures):
        [.percent(figures.accuracy), .estimate(figures.kappa.estimate), .interval(figures.kappa.interval)]
      case .tags(let figures): [.percent(figures.validity.exactMatch), .estimate(figures.validity.microF1)]
      case .number(let figures):
        [.estimate(figures.validity.meanAbsoluteError), .estimate(figures.validity.spearman)]
      }
    return start + figures + [
      .estimate(pair.alpha.alpha), .number(ReportFigures.count(pair.alpha.pairableUnits)),
    ]
  }
}
