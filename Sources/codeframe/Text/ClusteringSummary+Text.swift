import ContentCoding
import Reliability
import Workflows

extension ClusteringSummary {
  /// The summary as people read it.
  var text: String {
    var lines = [
      "\(name): \(Figures.count(clusters.count, "cluster")) of \(Figures.count(posts - leftOver, "post"))"
        + (leftOver > 0 ? ", \(Figures.count(leftOver, "post")) in none" : "")
        + (without > 0 ? ", \(Figures.count(without, "post")) with nothing to embed" : ""),
      figures.statistics.map { statistic in
        "\(statistic.label) \(Self.figure(statistic.value.value))"
          + (statistic.kind == .silhouette
            ? figures.silhouetteSample.map { " (of \(Figures.count($0, "post")) drawn)" } ?? "" : "")
      }.joined(separator: ", "),
    ]
    if !figures.tried.isEmpty { lines += ["", triedTable] }
    if !figures.rounds.isEmpty { lines += ["", roundsTable] }
    lines += ["", clusterTable]
    if !agreement.isEmpty { lines += ["", agreementTable] }
    return lines.joined(separator: "\n")
  }

  private var triedTable: String {
    let kinds = StatisticKind.ofClusterings
    var table = TextTable(
      [("clusters tried", .right)] + kinds.map { ($0.label, .right) } + [("", .left)])
    for tried in figures.tried {
      let found = tried.statistics
      table.add(
        [Figures.count(tried.clusters)]
          + kinds.map { kind in found[kind].map { Self.figure($0.value.value) } ?? "-" }
          + [tried.isElbow ? "elbow" : ""])
    }
    return table.text
  }

  private var roundsTable: String {
    var table = TextTable([
      ("round", .right), ("clusters", .right), ("cohesive", .right), ("posts left", .right),
    ])
    for (number, round) in figures.rounds.enumerated() {
      table.add([
        Figures.count(number + 1), Figures.count(round.clusters), Figures.count(round.kept),
        Figures.count(round.left),
      ])
    }
    return table.text
  }

  private var clusterTable: String {
    var table = TextTable([
      ("cluster", .right), ("posts", .right), ("cohesion", .right), ("distance", .right),
      ("most typical", .left),
    ])
    for cluster in clusters {
      table.add([
        "\(cluster.cluster)", Figures.count(cluster.size), Self.figure(cluster.cohesion),
        Self.figure(cluster.distance), Console.printable(cluster.typical.prefix(3).joined(separator: ", ")),
      ])
    }
    return table.text
  }

  private var agreementTable: String {
    var table = TextTable(
      [("against \(agreement[0].gold)", .left), ("n", .right), ("K", .right)]
        + agreement[0].statistics.map { ($0.label, .right) })
    for row in agreement {
      table.add(
        [row.variable, Figures.count(row.posts), Figures.count(row.clusters)]
          + row.statistics.map { Self.figure($0.value.value) })
    }
    return table.text + "\nPurity grows with the number of clusters K: compare it at equal K."
  }

  private static func figure(_ value: Double?) -> String {
    value.map { Figures.decimal($0, places: 3) } ?? "undefined"
  }
}
