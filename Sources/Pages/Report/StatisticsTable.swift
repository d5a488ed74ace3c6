import ContentCoding
import Reliability

/// Statistics as a table, one in a row, with their intervals and baselines.
///
/// A baseline of one statistic alone is a row below it, such a one of several a column.
struct StatisticsTable {
  private let caption: String
  private let statistics: [Statistic]

  init(_ caption: String, _ statistics: [Statistic]) {
    self.caption = caption
    self.statistics = statistics
  }

  func write(to page: inout Markup) {
    let hasIntervals = statistics.contains { $0.interval != nil }
    let columnLabels = sharedBaselines
    var table = ReportTable(
      caption,
      columns: [.text("Figure"), .number("Value")]
        + (hasIntervals ? [.number("95\u{A0}% interval")] : [])
        + columnLabels.map { .number($0.asTitle) })
    for statistic in statistics {
      let shared = columnLabels.map { label in
        statistic.baselines.first { $0.label == label }.map { ReportTable.Cell.estimate($0.value) } ?? .blank
      }
      table.row(
        [.text(statistic.label.asTitle), .estimate(statistic.value)]
          + (hasIntervals ? [statistic.interval.map { .interval($0) } ?? .blank] : []) + shared)
      for baseline in statistic.baselines where !columnLabels.contains(baseline.label) {
        table.row(
          [.text(baseline.label.shortName), .estimate(baseline.value)]
            + (hasIntervals ? [.blank] : []) + columnLabels.map { _ in .blank })
      }
    }
    table.write(to: &page)
  }

  private var sharedBaselines: [String] {
    var counts: [(label: String, count: Int)] = []
    for label in statistics.flatMap({ $0.baselines.map(\.label) }) {
      if let place = counts.firstIndex(where: { $0.label == label }) {
        counts[place].count += 1
      } else {
        counts.append((label, 1))
      }
    }
    return counts.filter { $0.count > 1 }.map(\.label)
  }
}

extension String {
  /// The words of the program as a table's heading: with a capital and a typographer's apostrophe.
  var asTitle: String {
    prefix(1).uppercased() + dropFirst().replacing("'", with: "’")
  }
}
