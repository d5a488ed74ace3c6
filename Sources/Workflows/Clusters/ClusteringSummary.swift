import ContentCoding
import Foundation
import ModelCoders
import Reliability

/// A clustering in figures, for people and as JSON.
package struct ClusteringSummary: Encodable {
  package let name: String
  package let run: String
  package let encoder: String
  package let method: String
  package let madeAt: Date
  package let posts: Int
  /// Posts that lie in no cluster.
  package let leftOver: Int
  /// Posts that have nothing to embed.
  package let without: Int
  package let figures: ClusteringFigures
  package let clusters: [ClusterSummary]
  /// How far the clusters are gold's categories, for each variable that has any.
  package let agreement: [Agreement]

  /// A clustering beside gold's codings of one variable.
  package struct Agreement: Encodable {
    package let variable: String
    package let gold: String
    package let posts: Int
    package let clusters: Int
    package let statistics: [Statistic]

    /// Writes each statistic under its id.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(variable, forKey: Key("variable"))
      try container.encode(gold, forKey: Key("gold"))
      try container.encode(posts, forKey: Key("posts"))
      try container.encode(clusters, forKey: Key("clusters"))
      for statistic in statistics { try container.encode(statistic.value, forKey: Key(statistic.kind.id)) }
    }

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }

      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  /// The summary of `clustering`; `without` posts had nothing to embed.
  package init(_ clustering: Clustering, without: Int, in open: OpenStudy) throws {
    name = clustering.name
    run = clustering.run
    encoder = clustering.recipe.encoder.name
    method = clustering.recipe.method.name
    madeAt = clustering.madeAt
    posts = clustering.places.count
    leftOver = clustering.places.values.count { $0.cluster == nil }
    self.without = without
    figures = clustering.figures
    clusters = ClusterSummary.portraits(of: clustering, showing: 5)
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
        statistics: comparison.statistics)
    }
  }
}
