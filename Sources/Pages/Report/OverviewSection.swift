import ContentCoding
import Reliability

/// The study in numbers and every coder's main figure.
struct OverviewSection: ReportSection {
  let id = "overview"
  let title = "At a glance"
  let parts: [ReportPart] = []
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element("dl", ["class": "tiles"]) { page in
      tile("posts", content.counts.posts, in: &page)
      tile("media", content.counts.media, in: &page)
      tile("gold posts", content.counts.goldPosts, in: &page)
      tile("variables", content.codebook.variables.count, in: &page)
      tile("coders", content.coders.count, in: &page)
    }
    page.newline()
    if let evaluation = content.evaluation {
      write(evaluation, to: &page)
    } else {
      page.element(
        "p", ["class": "empty"],
        text: "Nothing was evaluated: there are no gold codings that a coder’s could be compared with.")
    }
    send(page)
  }

  private func tile(_ name: String, _ count: Int, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: name)
      page.element("dd", text: ReportFigures.count(count))
    }
  }

  private func write(_ evaluation: Evaluation, to page: inout Markup) {
    page.element("p") { page in
      page.text("Gold is the coder ")
      page.name(evaluation.gold.shortName)
      page.text(
        ". The figures describe \(ReadableText(evaluation.basis, limit: HTMLReport.captionLimit).text).")
    }
    let validity = evaluation.variables.flatMap(\.validity)
    guard !validity.isEmpty else {
      page.element(
        "p", ["class": "empty"],
        text: "No coder has codings of the posts that gold coded, so nothing is compared yet.")
      return
    }
    let isPaid = validity.contains { $0.costPerThousand != nil }
    var table = ReportTable(
      "Every coder against gold",
      columns: [
        .text("Variable"), .text("Coder"), .number("Posts"), .number("Coverage"), .text("Main figure"),
        .number("Value"), .number("95\u{A0}% interval"), .number("Baseline"), .number("Alpha"),
      ] + (isPaid ? [.number("US$ for 1,000")] : []) + [.text("Warnings")])
    for comparison in validity { table.row(row(comparison, isPaid: isPaid)) }
    table.remark(
      "The baseline is what always giving the most frequent answer would reach; of a mean absolute error, always giving "
        + "the median, where less is better. Alpha is Krippendorff’s.")
    if isPaid {
      table.remark(
        "The price is that of a thousand answers to the variable, of an ensemble those that it asked for; a post’s price is shared "
          + "evenly by its variables. Blank where nothing was paid, or where a price is unknown.")
    }
    table.write(to: &page)
  }

  private func row(_ comparison: Comparison, isPaid: Bool) -> [ReportTable.Cell] {
    let start: [ReportTable.Cell] = [
      .text(comparison.variable.shortName), .text(comparison.coder.name.shortName),
      .number(ReportFigures.count(comparison.counts.compared)),
      .number(ReportFigures.percent(comparison.counts.coverage)),
    ]
    let main = comparison.main
    let figures: [ReportTable.Cell] = [
      .text(main.label), .estimate(main.value), main.interval.map { .interval($0) } ?? .blank,
      main.baselines.first.map { .estimate($0.value) } ?? .blank,
    ]
    let warnings: ReportTable.Cell =
      comparison.flags.isEmpty
      ? .muted("none") : .warning(ReportFigures.count(comparison.flags.count, "warning"))
    let price =
      comparison.costPerThousand.map { ReportTable.Cell.number(ReportFigures.decimal($0)) } ?? .blank
    return start + figures + [.estimate(comparison.alpha.alpha)] + (isPaid ? [price] : []) + [warnings]
  }
}
