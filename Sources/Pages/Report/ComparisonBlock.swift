import ContentCoding
import Reliability

/// One coder against gold: what was compared, warnings, figures, drawings, categories.
struct ComparisonBlock {
  private let comparison: Comparison
  private let coder: String
  private let unscaled: Calibration?

  /// The block of `comparison`; `unscaled` is the coder's calibration before temperature scaling, where it has a temperature.
  init(_ comparison: Comparison, unscaled: Calibration? = nil) {
    self.comparison = comparison
    self.unscaled = unscaled
    coder = comparison.coder.name.shortName
  }

  func write(to page: inout Markup) {
    writeCounts(to: &page)
    page.warnings(comparison.flags)
    switch comparison.figures {
    case .choice(let figures): write(figures, to: &page)
    case .tags(let figures): write(figures, to: &page)
    case .number, .text: statistics.write(to: &page)
    }
  }

  private func writeCounts(to page: inout Markup) {
    let counts = comparison.counts
    page.element("p") { page in
      page.text(
        "\(ReportFigures.count(counts.compared)) of \(ReportFigures.count(counts.reference, "gold post")) compared, "
          + "a coverage of \(ReportFigures.percent(counts.coverage)).")
      let missing = [
        (counts.abstained, "abstained or never seen"), (counts.failed, "failed"),
        (counts.retired, "left out, as the codebook no longer offers the value"),
      ].filter { $0.0 > 0 }.map { "\(ReportFigures.count($0.0)) \($0.1)" }
      if !missing.isEmpty { page.text(" Not compared: \(missing.joined(separator: ", ")).") }
      page.text(" ")
      if counts.compared > 0, counts.outOfFold == counts.compared {
        page.element("span", ["class": "mark"], text: "out of fold")
        page.text(" Every answer comes from a model that did not learn from the post.")
      } else if counts.outOfFold > 0 {
        page.element("span", ["class": "mark"], text: "partly out of fold")
        page.text(
          " \(ReportFigures.count(counts.outOfFold)) of the answers come from a model that did not learn from the post."
        )
      }
    }
    page.newline()
  }

  private func write(_ figures: ChoiceFigures, to page: inout Markup) {
    let matrix = ConfusionFigure(figures.confusion, reference: comparison.reference.name, coder: coder)
    let categories = categoryTable(figures.categories, "Categories", noun: "Category")
    let isBesideFigures = matrix.fitsBesideFigures
    page.element("div", ["class": "columns"]) { page in
      page.element("div") { page in
        statistics.write(to: &page)
        if let calibration = figures.calibration {
          write(calibration, "Reliability diagram", to: &page)
          if let unscaled { write(unscaled, "The same before temperature scaling", to: &page) }
        }
      }
      page.element("div") { page in
        if isBesideFigures { matrix.write(to: &page) }
        categories.write(to: &page)
      }
    }
    if !isBesideFigures { matrix.write(to: &page) }
    page.newline()
    ChoiceCurves(figures, coder: coder).write(to: &page)
  }

  private var statistics: StatisticsTable {
    StatisticsTable("Figures of \(coder)", comparison.statistics)
  }

  private func write(_ figures: TagFigures, to page: inout Markup) {
    page.element("div", ["class": "columns"]) { page in
      page.element("div") { statistics.write(to: &$0) }
      page.element("div") { page in
        categoryTable(figures.validity.perTag, "Tags", noun: "Tag").write(to: &page)
      }
    }
    page.newline()
  }

  /// More categories than this are not all listed.
  private static let listedCategories = 100

  private func categoryTable(_ categories: [CategoryValidity], _ caption: String, noun: String) -> ReportTable
  {
    let isWeighted = categories.contains {
      $0.support != Double($0.supportCount) || $0.predictions != Double($0.predictionCount)
    }
    let weight = isWeighted ? [ReportTable.Column.number("Their weight")] : []
    var table = ReportTable(
      "\(caption) as found by \(coder)",
      columns: [.text(noun)]
        + (categories.first?.statistics ?? []).map { .number($0.label.asTitle) } + [.number("Gold posts")]
        + weight + [.number("Answers")] + weight)
    let used = categories.filter { $0.hasSupport || $0.predictions > 0 }
    let isLong = categories.count > Self.listedCategories
    let listed =
      isLong
      ? Array(
        used.sorted { ($1.support, $1.predictions) < ($0.support, $0.predictions) }.prefix(
          Self.listedCategories))
      : categories
    for category in listed {
      func number(_ count: Int, _ weight: Double) -> [ReportTable.Cell] {
        [.number(ReportFigures.count(count))] + (isWeighted ? [.number(ReportFigures.amount(weight))] : [])
      }
      table.row(
        [.text(category.category.shortName)] + category.statistics.map { .estimate($0.value) }
          + number(category.supportCount, category.support)
          + number(category.predictionCount, category.predictions))
    }
    if isLong {
      table.remark(
        "The \(ReportFigures.count(listed.count)) most frequent of \(ReportFigures.count(categories.count)) categories; "
          + "`codeframe evaluate --json` has all.")
      return table
    }
    let missing = categories.filter { !$0.hasSupport }.map { "“\($0.category.shortName)”" }
    if !missing.isEmpty {
      table.remark("Without support, that is never in gold: \(missing.joined(separator: ", ")).")
    }
    return table
  }

  private func write(_ calibration: Calibration, _ title: String, to page: inout Markup) {
    page.element("figure") { page in
      CalibrationDrawing(calibration, coder: coder).write(to: &page)
      page.element(
        "figcaption",
        text:
          "\(title), \(ReportFigures.count(calibration.observations, "answer")), expected calibration error "
          + "\(calibration.expectedCalibrationError.value.map(ReportFigures.decimal) ?? "undefined"): on the dashed line a coder is right as often as it "
          + "says. Below the line it is too sure of itself.")
    }
  }
}
