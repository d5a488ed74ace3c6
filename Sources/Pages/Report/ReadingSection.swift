import ContentCoding
import Reliability

/// What the figures mean, for readers who do not know Codeframe.
struct ReadingSection: ReportSection {
  let id = "reading"
  let title = "How to read the figures"
  let parts: [ReportPart] = []

  private let statistics: [StatisticKind]

  init(_ content: ReportContent) {
    let comparisons = content.evaluation?.variables.flatMap { $0.validity + $0.agreement } ?? []
    let shown = comparisons.flatMap { $0.statistics + ($0.categories.first?.statistics ?? []) }
    let agreed = content.agreements.flatMap { agreement in
      agreement.agreement.statistics + (agreement.agreement.categories.first?.statistics ?? [])
    }
    let kinds = Set((shown + agreed).map(\.kind))
    statistics = StatisticKind.all.filter(kinds.contains)
  }

  private var entries: [(String, String)] {
    [
      (
        "Coverage",
        "The share of gold’s posts that the coder coded. Figures are over coded posts only, unless they say otherwise."
      )
    ] + statistics.map { ($0.label.asTitle, $0.explanation) } + [
      (
        "Intervals",
        "Apart from Wilson’s of an accuracy, they come from resampling posts (percentile bootstrap), whole groups "
          + "of posts where the study groups them."
      ),
      ("Out of fold", "A model that learns from gold is judged only on posts that it did not learn from."),
      (
        "Confidence", "How sure the coder says it is. Whether to believe it shows in the reliability diagram."
      ),
      (
        "Undefined",
        "A figure that does not exist for these data is not counted as 0. Its reason stands under the table."
      ),
    ]
  }

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element("dl", ["class": "categories"]) { page in
      for (term, meaning) in entries {
        page.element("dt", text: term)
        page.element("dd", text: meaning)
      }
    }
    send(page)
  }
}
