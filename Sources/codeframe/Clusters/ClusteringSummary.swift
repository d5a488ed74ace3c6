import ContentCoding
import Foundation
import ModelCoders
import Reliability

/// A clustering in figures, for people and as JSON.
struct ClusteringSummary: Encodable {
  let name: String
  let run: String
  let encoder: String
  let method: String
  let madeAt: Date
  let posts: Int
  /// Posts that lie in no cluster.
  let leftOver: Int
  /// Posts that have nothing to embed.
  let without: Int
  let figures: ClusteringFigures
  let clusters: [ClusterPortrait]
  /// How far the clusters are gold's categories, for each variable that has any.
  let agreement: [Agreement]

  /// A clustering beside gold's codings of one variable.
  struct Agreement: Encodable {
    let variable: String
    let gold: String
    let posts: Int
    let clusters: Int
    let adjustedRandIndex: Estimate<Double>
    let normalisedMutualInformation: Estimate<Double>
    let purity: Estimate<Double>
  }

  /// The summary of `clustering`; `without` posts had nothing to embed.
  init(_ clustering: Clustering, without: Int, in open: OpenStudy) throws {
    name = clustering.name
    run = clustering.run
    encoder = clustering.recipe.encoder.name
    method = clustering.recipe.method.name
    madeAt = clustering.madeAt
    posts = clustering.places.count
    leftOver = clustering.places.values.count { $0.cluster == nil }
    self.without = without
    figures = clustering.figures
    clusters = ClusterPortrait.portraits(of: clustering, showing: 5)
    agreement = try Self.agreement(of: clustering, in: open)
  }

  private static func agreement(of clustering: Clustering, in open: OpenStudy) throws -> [Agreement] {
    let gold = try GoldCodings(of: open.configuration.gold, in: open)
    return try open.configuration.codebook.variables.compactMap { variable in
      guard variable.type == .category || variable.type == .boolean else { return nil }
      let both = gold.values.keys.sorted().compactMap { post -> (label: String, cluster: Int)? in
        guard let value = gold.values[post]?[variable.name], let cluster = clustering.places[post]?.cluster
        else { return nil }
        return (value.text, cluster)
      }
      guard !both.isEmpty else { return nil }
      let comparison = try ClusterComparison(classes: both.map(\.label), clusters: both.map(\.cluster))
      return Agreement(
        variable: variable.name, gold: gold.coder, posts: comparison.units, clusters: comparison.clusters,
        adjustedRandIndex: comparison.adjustedRandIndex,
        normalisedMutualInformation: comparison.normalisedMutualInformation, purity: comparison.purity)
    }
  }

  /// The summary as people read it.
  var text: String {
    var lines = [
      "\(name): \(Figures.count(clusters.count, "cluster")) of \(Figures.count(posts - leftOver, "post"))"
        + (leftOver > 0 ? ", \(Figures.count(leftOver, "post")) in none" : "")
        + (without > 0 ? ", \(Figures.count(without, "post")) with nothing to embed" : ""),
      "mean silhouette \(Self.figure(figures.silhouette))"
        + (figures.silhouetteSample.map { " (of \(Figures.count($0, "post")) drawn)" } ?? "")
        + (figures.stability.map { ", stability \(Self.figure($0))" } ?? ""),
    ]
    if !figures.tried.isEmpty { lines += ["", triedTable] }
    if !figures.rounds.isEmpty { lines += ["", roundsTable] }
    lines += ["", clusterTable]
    if !agreement.isEmpty { lines += ["", agreementTable] }
    return lines.joined(separator: "\n")
  }

  private var triedTable: String {
    var table = TextTable([
      ("clusters tried", .right), ("inertia", .right), ("silhouette", .right), ("stability", .right),
      ("", .left),
    ])
    for tried in figures.tried {
      table.add([
        Figures.count(tried.clusters), Figures.decimal(tried.inertia, places: 2),
        Self.figure(tried.silhouette), tried.stability.map(Self.figure) ?? "-", tried.isElbow ? "elbow" : "",
      ])
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
    var table = TextTable([
      ("against \(agreement[0].gold)", .left), ("n", .right), ("K", .right), ("ARI", .right), ("NMI", .right),
      ("purity", .right),
    ])
    for row in agreement {
      table.add([
        row.variable, Figures.count(row.posts), Figures.count(row.clusters),
        Self.figure(row.adjustedRandIndex.value), Self.figure(row.normalisedMutualInformation.value),
        Self.figure(row.purity.value),
      ])
    }
    return table.text + "\nPurity grows with the number of clusters K: compare it at equal K."
  }

  private static func figure(_ value: Double?) -> String {
    value.map { Figures.decimal($0, places: 3) } ?? "undefined"
  }
}
