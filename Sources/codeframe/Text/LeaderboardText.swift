import ContentCoding
import Reliability
import Workflows

/// The leaderboard as a table.
struct LeaderboardText {
  private let leaderboard: Leaderboard

  /// The table of `leaderboard`.
  init(_ leaderboard: Leaderboard) {
    self.leaderboard = leaderboard
  }

  /// A row a coder and variable; columns without an entry are left out.
  var table: TextTable {
    let rows = leaderboard.rows
    let isPaid = rows.contains { $0.costPerThousand != nil }
    let isTimed = rows.contains { $0.postsPerSecond != nil }
    let isMetered = rows.contains { $0.wattHoursPerThousand != nil }
    let hasGrid = rows.contains { $0.gramsOfCO2PerThousand != nil }
    var table = TextTable(
      [
        ("variable", .left), ("coder", .left), ("looks at", .left), ("posts", .right), ("figure", .left),
        ("value", .left), ("baseline", .right), ("coverage", .right),
      ] + (isPaid ? [("US$ for 1,000", .right)] : []) + (isTimed ? [("posts a second", .right)] : [])
        + (isMetered ? [("Wh for 1,000", .right)] : []) + (hasGrid ? [("g CO2 for 1,000", .right)] : []))
    for row in rows {
      table.add(
        [
          row.variable, row.coder.name, row.modality.rawValue, Figures.count(row.posts),
          row.figure.kind == .macroF1WithAbstentionsWrong ? StatisticKind.macroF1.label : row.figure.label,
          Figures.figure(row.figure),
          row.figure.baselines.first.map { Figures.figure($0.value) } ?? "",
          Figures.percent(row.coverage),
        ] + (isPaid ? [row.costPerThousand.map(Figures.dollars) ?? "-"] : [])
          + (isTimed ? [row.postsPerSecond.map(Figures.rate) ?? "-"] : [])
          + (isMetered ? [energy(of: row)] : [])
          + (hasGrid ? [row.gramsOfCO2PerThousand.map { Figures.decimal($0, places: 2) } ?? "-"] : []))
    }
    return table
  }

  private func energy(of row: Leaderboard.Row) -> String {
    guard let energy = row.wattHoursPerThousand else { return "-" }
    return Figures.decimal(energy, places: 2) + (row.isEnergyEstimated == true ? " (estimate)" : "")
  }
}
