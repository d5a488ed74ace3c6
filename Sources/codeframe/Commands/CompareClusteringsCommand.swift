import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe compare clusterings`.
struct CompareClusteringsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterings", abstract: "Put the study's clusterings on one table.",
    discussion: helpText(
      """
      For each clustering its settings, silhouette and stability; against gold's categories the adjusted Rand index, normalised
      mutual information and purity, and the accuracy of the cluster coder of its name. With --pairs how often two posts that
      people put together lie in one cluster: pairs are pairs of posts, so pairs judged once score every clustering. Purity
      and mutual information grow with the number of clusters.

        codeframe compare clusterings
        codeframe compare clusterings --pairs check
        codeframe compare clusterings --format tex
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: ArgumentHelp("Pairs that people judged.", valueName: "name")) var pairs: String?
  @OptionGroup var output: TableOptions

  func run() async throws {
    let open = try options.open()
    let workflow = CompareClusterings(pairs: pairs)
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      let table = Self.table(of: found)
      if try !output.put(found, table) { Console.put(table) }
    }
  }

  private static func table(of found: CompareClusterings.Outcome) -> TextTable {
    let ofGold = [StatisticKind.adjustedRandIndex, .normalisedMutualInformation, .purity]
    var table = TextTable(
      [
        ("clustering", .left), ("encoder", .left), ("method", .left), ("clusters", .right), ("posts", .right),
        (StatisticKind.silhouette.label, .right), (StatisticKind.stability.label, .right),
        ("variable", .left),
      ] + ofGold.map { ($0.label, .right) } + [("accuracy once named", .right)]
        + (found.pairs.map { [("pairs of \($0)", .right), ("agreement with pairs", .left)] } ?? []))
    for row in found.rows {
      let pairs = row.pairs.map(cells) ?? []
      let start = cells(of: row)
      if row.gold.isEmpty { table.add(start + ["", "-", "-", "-", "-"] + pairs) }
      for gold in row.gold {
        var cells = start + [gold.variable]
        cells += ofGold.map { figure(gold.statistics[$0]) }
        cells.append(figure(gold.accuracy))
        table.add(cells + pairs)
      }
    }
    return table
  }

  private static func cells(of row: CompareClusterings.Row) -> [String] {
    [
      row.name, row.encoder, row.method, Figures.count(row.clusters), Figures.count(row.posts - row.leftOver),
      figure(row.statistics[.silhouette]), figure(row.statistics[.stability]),
    ]
  }

  private static func cells(_ pairs: CompareClusterings.AgainstPairs) -> [String] {
    [Figures.count(pairs.pairs), pairs.statistics[.percentAgreement].map { Figures.figure($0) } ?? "-"]
  }

  private static func figure(_ statistic: Statistic?) -> String {
    statistic.map { Figures.figure($0.value) } ?? "-"
  }
}
