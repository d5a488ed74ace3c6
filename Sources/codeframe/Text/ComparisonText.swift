import ContentCoding
import Reliability
import Workflows

/// A comparison as people read it on a terminal.
struct ComparisonText {
  private let comparison: Comparison

  /// The words for `comparison`.
  init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// The columns of ``cells``.
  static let columns: [(name: String, alignment: TextTable.Alignment)] = [
    ("posts", .right), ("figure", .left), ("value", .left), ("baseline", .left),
  ]

  /// The comparison in a row: the main figure with its interval and baseline.
  var cells: [String] {
    let main = comparison.main
    return [
      Figures.count(comparison.counts.compared), main.label, Figures.figure(main),
      main.baselines.first.map { Figures.figure($0.value) } ?? "",
    ]
  }

  /// The headline: who, on how many posts, how well, against which baseline; warnings below.
  var summary: String {
    let counts = comparison.counts
    let kept = counts.outOfFold == counts.compared ? "all" : Figures.count(counts.outOfFold)
    var lines = [
      "\(comparison.variable): \(comparison.coder.name) against \(comparison.reference.name), "
        + "\(Figures.count(counts.compared, "post"))"
        + (counts.outOfFold > 0 ? " (\(kept) answered out of fold)" : "")
        + ", coverage \(Figures.percent(counts.coverage))"
    ]
    lines += StatisticsText(comparison.statistics).lines.map { "  \($0)" }
    lines += comparison.costPerThousand.map { ["  $\(Figures.decimal($0, places: 2)) for 1,000 posts"] } ?? []
    lines += comparison.flags.map { "  ! \($0)" }
    return lines.joined(separator: "\n")
  }

  /// Precision, recall, F1 and support of each category or tag; nil for numbers.
  var categoryTable: String? {
    let categories = comparison.categories
    guard let first = categories.first else { return nil }
    let isWeighted = categories.contains { $0.support != Double($0.supportCount) }
    var table = TextTable(
      [(comparison.variable, .left)] + first.statistics.map { ($0.label, .right) } + [("support", .right)]
        + (isWeighted ? [("weight", .right)] : []))
    let shown = Self.shown(categories)
    for category in shown {
      table.add(
        [category.category] + category.statistics.map { Self.short($0.value) }
          + [category.supportCount > 0 ? Figures.count(category.supportCount) : "none"]
          + (isWeighted ? [Self.sum(category.support)] : []))
    }
    return table.text + Self.rest(categories.count - shown.count)
  }

  /// More categories than this are not all printed.
  private static let categoryLimit = 40

  /// The categories that are printed: all, or of many those that occur, the most frequent of them.
  private static func shown(_ categories: [CategoryValidity]) -> [CategoryValidity] {
    guard categories.count > categoryLimit else { return categories }
    let used = categories.filter { $0.hasSupport || $0.predictions > 0 }
    let most = used.sorted { ($1.support, $1.predictions) < ($0.support, $0.predictions) }.prefix(
      categoryLimit)
    let names = Set(most.map(\.category))
    return used.filter { names.contains($0.category) }
  }

  private static func rest(_ count: Int) -> String {
    count > 0 ? "\nand \(Figures.count(count)) categories more; --json has all" : ""
  }

  /// The confusion matrix, the reference in rows; nil for tags and numbers.
  var confusionTable: String? {
    guard case .choice(let figures) = comparison.figures else { return nil }
    let places = Dictionary(
      figures.confusion.categories.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let categories = Self.shown(figures.categories).map(\.category)
    var table = TextTable(
      [("\(comparison.reference.name) \\ \(comparison.coder.name)", .left)] + categories.map { ($0, .right) })
    for category in categories {
      table.add(
        [category]
          + categories.map { other in
            let (row, column) = (places[category] ?? 0, places[other] ?? 0)
            let count = figures.confusion.count(gold: row, predicted: column)
            guard count > 0 else { return "·" }
            let weight = figures.confusion[gold: row, predicted: column]
            return figures.confusion.isWeighted
              ? "\(Figures.count(count)) (\(Self.sum(weight)))" : Figures.count(count)
          })
    }
    let note = figures.confusion.isWeighted ? "\nIn brackets: the sum of the posts' weights." : ""
    return table.text + note + Self.rest(figures.categories.count - categories.count)
  }

  private static func sum(_ weights: Double) -> String {
    Figures.decimal(weights, places: weights.rounded() == weights ? 0 : 1)
  }

  private static func short(_ estimate: Estimate<Double>) -> String {
    estimate.value.map { Figures.decimal($0, places: 3) } ?? "undefined"
  }
}
