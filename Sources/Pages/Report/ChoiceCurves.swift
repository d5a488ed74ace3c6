import ContentCoding
import Reliability

/// The drawings of a coder that are folded away: shares, accuracy against coverage, curves of its probabilities.
struct ChoiceCurves {
  private let figures: ChoiceFigures
  private let coder: String

  init(_ figures: ChoiceFigures, coder: String) {
    self.figures = figures
    self.coder = coder
  }

  func write(to page: inout Markup) {
    let shares = SharesDrawing(figures.categories)
    let curves = figures.probabilities?.curves ?? []
    guard shares != nil || figures.coverageCurve != nil || !curves.isEmpty else { return }
    page.element("details", ["class": "more"]) { page in
      page.element("summary", text: "Shares and curves of \(coder)")
      page.element("div", ["class": "courses"]) { page in
        if let shares { write(shares, to: &page) }
        if let curve = figures.coverageCurve, curve.points.count > 1 { write(curve, to: &page) }
        if !curves.isEmpty { write(curves, to: &page) }
      }
      if let sets = figures.conformalSets { write(sets, to: &page) }
    }
    page.newline()
  }

  private func write(_ shares: SharesDrawing, to page: inout Markup) {
    page.element("figure") { page in
      shares.write(to: &page)
      page.element("figcaption") { page in
        page.text("How often each category is given: ")
        page.element("span", ["class": "key of-gold"], text: "gold")
        page.text(", ")
        page.element("span", ["class": "key of-coder"], text: coder)
        page.text(". A share of the corpus is not this: ")
        page.element("code", text: "codeframe prevalence")
        page.text(" estimates it.")
      }
    }
  }

  private func write(_ curve: CoverageCurve, to page: inout Markup) {
    let points = curve.points.map { (x: $0.coverage, y: $0.accuracy) }
    write(
      ShareCurvesDrawing(
        title: "Accuracy of \(coder) against coverage", across: "posts answered", up: "right",
        lines: [.init(name: coder, points: points)]),
      "If the coder answered its surest posts alone: how many of them would be right.", to: &page)
  }

  private func write(_ curves: [ProbabilityValidity.CategoryCurves], to page: inout Markup) {
    // Those with the most gold posts, where there are too many lines to tell apart.
    let drawn = curves.sorted {
      (figures.categories[$1.category].support, $0.category)
        < (figures.categories[$0.category].support, $1.category)
    }.prefix(ShareCurvesDrawing.lineLimit).sorted { $0.category < $1.category }
    let left = curves.count - drawn.count
    let note = left > 0 ? " The \(ReportFigures.count(drawn.count)) most frequent categories." : ""
    func lines(_ point: (ProbabilityValidity.Point) -> (x: Double, y: Double)) -> [ShareCurvesDrawing.Line] {
      drawn.map { .init(name: figures.categories[$0.category].category, points: $0.points.map(point)) }
    }
    write(
      ShareCurvesDrawing(
        title: "ROC curves of \(coder), each category against the rest", across: "false positives",
        up: "recall", lines: lines { ($0.falsePositiveRate, $0.recall) }, hasDiagonal: true),
      "ROC curves, each category against the rest; the dashed line is chance.\(note)", to: &page)
    write(
      ShareCurvesDrawing(
        title: "Precision against recall of \(coder), each category against the rest", across: "recall",
        up: "precision", lines: lines { ($0.recall, $0.precision) }),
      "Precision against recall, each category against the rest.\(note)", to: &page)
  }

  private func write(_ drawing: ShareCurvesDrawing, _ caption: String, to page: inout Markup) {
    page.element("figure") { page in
      drawing.write(to: &page)
      page.element("figcaption", text: caption)
    }
  }

  private func write(_ sets: ConformalSets, to page: inout Markup) {
    guard let coverage = sets.coverage.value, let size = sets.meanSize.value, let singles = sets.singles.value
    else { return }
    page.element(
      "p",
      text:
        "Sets of categories that are to hold gold’s in \(ReportFigures.percent(sets.level)) of posts (conformal sets, each cut by "
        + "what the other posts teach) held it in \(ReportFigures.percent(coverage)) of \(ReportFigures.count(sets.observations, "post")). "
        + "They hold \(ReportFigures.decimal(size)) categories on average; \(ReportFigures.percent(singles)) of them hold one alone."
        + (sets.threshold.map {
          " For other posts: every category with a probability of \(ReportFigures.decimal(max(0, 1 - $0))) or more."
        } ?? ""))
  }
}
