/// What the figures mean, for readers who do not know Codeframe.
struct ReadingSection: ReportSection {
  let id = "reading"
  let title = "How to read the figures"
  let parts: [ReportPart] = []

  private static let entries: [(String, String)] = [
    (
      "Coverage",
      "The share of gold’s posts that the coder coded. Figures are over coded posts only, unless they say otherwise."
    ),
    (
      "Accuracy",
      "The share of compared posts with gold’s value. Its interval is Wilson’s; where posts are "
        + "weighted or grouped, the bootstrap’s like the others."
    ),
    (
      "Precision, recall, F1",
      "Of the posts given a category, the share that gold gives it; of the posts that gold gives "
        + "a category, the share that was found; and the harmonic mean of the two."
    ),
    (
      "Balanced accuracy",
      "The mean recall of the categories that gold has, so that rare ones count as much as frequent ones."
    ),
    (
      "Macro and weighted F1",
      "The mean of the categories’ F1, plain and weighted by their number of gold posts."
    ),
    (
      "Kappa, alpha",
      "Agreement beyond chance: 1 is perfect, 0 is what chance would give, below 0 is systematic disagreement."
    ),
    (
      "Intervals",
      "Apart from Wilson’s of an accuracy, they come from resampling posts (percentile bootstrap), whole groups "
        + "of posts where the study groups them."
    ),
    ("Out of fold", "A model that learns from gold is judged only on posts that it did not learn from."),
    ("Confidence", "How sure the coder says it is. Whether to believe it shows in the reliability diagram."),
    (
      "Undefined",
      "A figure that does not exist for these data is not counted as 0. Its reason stands under the table."
    ),
  ]

  func write(_ send: (Markup) -> Void) {
    var page = Markup()
    page.element("dl", ["class": "categories"]) { page in
      for (term, meaning) in Self.entries {
        page.element("dt", text: term)
        page.element("dd", text: meaning)
      }
    }
    send(page)
  }
}
