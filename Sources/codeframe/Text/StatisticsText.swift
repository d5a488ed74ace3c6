import ContentCoding
import Reliability
import Workflows

/// Statistics as people read them on a terminal, one on a line.
struct StatisticsText {
  private let statistics: [Statistic]

  init(_ statistics: [Statistic]) {
    self.statistics = statistics
  }

  /// The lines, their names as wide as the widest.
  var lines: [String] {
    let names = statistics.map(\.label)
    let width = names.map(\.count).max() ?? 0
    return zip(names, statistics).map { name, statistic in
      name + String(repeating: " ", count: width - name.count + 2) + Self.figure(statistic)
    }
  }

  /// `0.812 [0.733, 0.871], always "sea" 0.400`.
  private static func figure(_ statistic: Statistic) -> String {
    ([Figures.figure(statistic)]
      + (statistic.standardError?.value.map { ["standard error \(Figures.decimal($0, places: 3))"] } ?? [])
      + statistic.baselines.map { "\($0.label) \(Figures.figure($0.value))" }).joined(separator: ", ")
  }
}
