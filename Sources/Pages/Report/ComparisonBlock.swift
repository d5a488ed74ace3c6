import ContentCoding
import Reliability

/// One coder against gold: what was compared, warnings, figures, drawings, categories.
struct ComparisonBlock {
  private let comparison: Comparison
  private let coder: String

  init(_ comparison: Comparison) {
    self.comparison = comparison
    coder = comparison.coder.name.shortName
  }

  func write(to page: inout Markup) {
    writeCounts(to: &page)
    page.warnings(comparison.flags)
    switch comparison.figures {
    case .choice(let figures): write(figures, to: &page)
    case .tags(let figures): write(figures, to: &page)
    case .number(let figures): write(figures, to: &page)
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
        choiceTable(figures).write(to: &page)
        if let calibration = figures.calibration { write(calibration, to: &page) }
      }
      page.element("div") { page in
        if isBesideFigures { matrix.write(to: &page) }
        categories.write(to: &page)
      }
    }
    if !isBesideFigures { matrix.write(to: &page) }
    page.newline()
  }

  private func choiceTable(_ figures: ChoiceFigures) -> ReportTable {
    var table = figureTable()
    table.row(.text("Accuracy"), .estimate(figures.accuracy), .interval(figures.accuracyInterval))
    let baseline = figures.majority.category.map { "always “\($0.shortName)” (majority baseline)" }
    table.row(.text(baseline ?? "majority baseline"), .estimate(figures.majority.share), .blank)
    table.row(
      .text("Accuracy with abstentions counted as wrong"), .estimate(figures.accuracyWithAbstentionsWrong),
      .blank)
    table.row("Balanced accuracy", figures.balancedAccuracy)
    table.row("Macro F1", figures.macroF1)
    table.row("Weighted F1", figures.weightedF1)
    table.row("Cohen’s kappa", figures.kappa)
    addAlpha(to: &table)
    if let brier = figures.brierScore {
      table.row(.text("Brier score (0 is best)"), .estimate(brier), .blank)
    }
    if let calibration = figures.calibration {
      table.row(
        .text("Expected calibration error (0 is best)"), .estimate(calibration.expectedCalibrationError),
        .blank)
    }
    return table
  }

  private func write(_ figures: TagFigures, to page: inout Markup) {
    var table = ReportTable("Figures of \(coder)", columns: [.text("Figure"), .number("Value")])
    table.row(.text("Exact match"), .estimate(figures.validity.exactMatch))
    let set = figures.majority.category.map { $0.isEmpty ? "no tag" : $0.shortName }
    table.row(
      .text(set.map { "always “\($0)” (majority baseline)" } ?? "majority baseline"),
      .estimate(figures.majority.share))
    table.row(.text("Micro F1"), .estimate(figures.validity.microF1))
    table.row(.text("Macro F1"), .estimate(figures.validity.macroF1))
    table.row(.text(alphaName), .estimate(comparison.alpha.alpha))
    page.element("div", ["class": "columns"]) { page in
      page.element("div") { table.write(to: &$0) }
      page.element("div") { page in
        categoryTable(figures.validity.perTag, "Tags", noun: "Tag").write(to: &page)
      }
    }
    page.newline()
  }

  private func write(_ figures: NumberFigures, to page: inout Markup) {
    var columns: [ReportTable.Column] = [
      .text("Figure"), .number("Value"), .number("95\u{A0}% interval"), .number("Always the median"),
    ]
    let (validity, median, account) = (figures.validity, figures.medianBaseline, figures.accountBaseline)
    if account != nil { columns.append(.number("Mean of the account’s other posts")) }
    var table = ReportTable("Figures of \(coder)", columns: columns)
    func row(
      _ name: String, _ value: Estimate<Double>, _ interval: BootstrapEstimate? = nil,
      baseline: KeyPath<NumberValidity, Estimate<Double>>? = nil
    ) {
      let baselines = [median] + (account.map { [$0] } ?? [])
      table.row(
        [.text(name), .estimate(value), interval.map { .interval($0.interval) } ?? .blank]
          + baselines.map { validity in baseline.map { .estimate(validity[keyPath: $0]) } ?? .blank })
    }
    row(
      "Mean absolute error", validity.meanAbsoluteError, figures.intervals.meanAbsoluteError,
      baseline: \.meanAbsoluteError)
    row("Root mean squared error", validity.rootMeanSquaredError, baseline: \.rootMeanSquaredError)
    row("R²", validity.rSquared, figures.intervals.rSquared, baseline: \.rSquared)
    row("Pearson’s correlation", validity.pearson)
    row("Spearman’s rank correlation", validity.spearman, figures.intervals.spearman)
    row(alphaName, comparison.alpha.alpha)
    table.write(to: &page)
  }

  private func figureTable() -> ReportTable {
    ReportTable(
      "Figures of \(coder)", columns: [.text("Figure"), .number("Value"), .number("95\u{A0}% interval")])
  }

  private var alphaName: String {
    "Krippendorff’s alpha, \(comparison.alpha.distance.label), "
      + ReportFigures.count(comparison.alpha.pairableUnits, "post")
  }

  private func addAlpha(to table: inout ReportTable) {
    table.row(.text(alphaName), .estimate(comparison.alpha.alpha), .blank)
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
      columns: [.text(noun), .number("Precision"), .number("Recall"), .number("F1"), .number("Gold posts")]
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
        [
          .text(category.category.shortName), .estimate(category.precision), .estimate(category.recall),
          .estimate(category.f1),
        ] + number(category.supportCount, category.support)
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

  private func write(_ calibration: Calibration, to page: inout Markup) {
    page.element("figure") { page in
      CalibrationDrawing(calibration, coder: coder).write(to: &page)
      page.element(
        "figcaption",
        text:
          "Reliability diagram, \(ReportFigures.count(calibration.observations, "answer")): on the dashed line a "
          + "coder is right as often as it says. Below the line it is too sure of itself.")
    }
  }
}

extension ReportTable {
  fileprivate mutating func row(_ name: String, _ estimate: BootstrapEstimate) {
    row(.text(name), .estimate(estimate.estimate), .interval(estimate.interval))
  }
}

extension KrippendorffAlpha.Distance {
  /// The distance as it is written in a text.
  var label: String { self == .masi ? "MASI" : rawValue }
}
