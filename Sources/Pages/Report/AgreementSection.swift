import ContentCoding
import Reliability

/// Whether people agree: a row for each variable, the agreement on each category, and coder against coder.
struct AgreementSection: ReportSection {
  let id = "agreement"
  let title = "Do people agree?"
  let parts: [ReportPart] = []
  private let agreements: [VariableAgreement]

  init(_ agreements: [VariableAgreement]) { self.agreements = agreements }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    guard !agreements.isEmpty else {
      page.element(
        "p", ["class": "empty"],
        text: "No variable was coded by two people besides gold, so nothing can be said of their agreement.")
      send(page)
      return
    }
    jointTable.write(to: &page)
    send(page)
    for agreement in agreements {
      var page = Markup()
      if agreement.coders.count > 2 { PairsHeatmap(agreement).write(to: &page) }
      if agreement.agreement.categories.contains(where: { $0.codings > 0 }) {
        write(categoriesOf: agreement, to: &page)
      }
      send(page)
    }
  }

  private var jointTable: ReportTable {
    var table = ReportTable(
      "Agreement between people, none of whom counts as the truth",
      columns: [
        .text("Variable"), .text("People"), .number("Posts"), .number("Krippendorff’s alpha"),
        .number("95\u{A0}% interval"), .number("Other figures"),
      ])
    for agreement in agreements {
      let others = agreement.agreement.statistics.filter { $0 != agreement.main }
      table.row(
        .text(agreement.variable.shortName),
        .text(
          ReadableText(agreement.coders.map(\.name).joined(separator: ", "), limit: HTMLReport.nameLimit).text
        ),
        .number(ReportFigures.count(agreement.agreement.pairableUnits)), .estimate(agreement.main.value),
        agreement.main.interval.map { .interval($0) } ?? .blank,
        .number(others.compactMap(Self.text).joined(separator: ", ")))
    }
    table.remark(
      "Posts are those that two or more people coded. 1 is perfect agreement, 0 what chance would give. Intervals are of the "
        + "bootstrap over posts, or over accounts where the study groups by them. Many journals ask for an alpha of 0.8, and "
        + "take 0.667 for tentative conclusions (Krippendorff 2019).")
    return table
  }

  private static func text(of statistic: Statistic) -> String? {
    statistic.value.value.map { value in
      let baselines = statistic.baselines.compactMap { baseline in
        baseline.value.value.map { " (\(baseline.label) \(ReportFigures.decimal($0)))" }
      }
      return "\(statistic.label) \(ReportFigures.decimal(value))" + baselines.joined()
    }
  }

  private func write(categoriesOf agreement: VariableAgreement, to page: inout Markup) {
    let used = agreement.agreement.categories.filter { $0.codings > 0 }
    var table = ReportTable(
      "Agreement on each category of \(agreement.variable.shortName)",
      columns: [
        .text(agreement.type == .tags ? "Tag" : "Category"), .number("Codings"),
        .number(StatisticKind.specificAgreement.label.asTitle), .number("95\u{A0}% interval"),
        .number("Alpha against all others"), .number("95\u{A0}% interval"),
      ])
    for category in used {
      table.row(
        [.text(category.category.shortName), .number(ReportFigures.count(category.codings))]
          + category.statistics.flatMap { statistic in
            [ReportTable.Cell.estimate(statistic.value), statistic.interval.map { .interval($0) } ?? .blank]
          })
    }
    let unused = agreement.agreement.categories.count - used.count
    if unused > 0 {
      table.remark("\(ReportFigures.count(unused, "category", plural: "categories")) nobody used.")
    }
    table.write(to: &page)
  }
}
