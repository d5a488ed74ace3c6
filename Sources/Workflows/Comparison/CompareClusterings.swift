import ContentCoding
import Reliability
import Storage

/// Puts the study's clusterings on one table.
package struct CompareClusterings: Workflow, Sendable {
  /// The name of pairs that people judged, which score any clustering, being pairs of posts; nil for none.
  package var pairs: String?

  /// A comparison of all clusterings.
  package init(pairs: String? = nil) { self.pairs = pairs }

  /// One clustering.
  package struct Row: Encodable, Sendable {
    package let name: String
    package let encoder: String
    package let method: String
    package let clusters: Int
    package let posts: Int
    /// Posts that lie in no cluster.
    package let leftOver: Int
    /// Silhouette, stability, inertia, as far as they are known.
    package let statistics: [Statistic]
    /// Against gold's categories of each variable.
    package let gold: [AgainstGold]
    /// Against what people said of pairs; nil where no pairs were named.
    package let pairs: AgainstPairs?
  }

  /// How far clusters are gold's categories.
  package struct AgainstGold: Encodable, Sendable {
    package let variable: String
    package let posts: Int
    package let statistics: [Statistic]
    /// The accuracy of the coder of the clustering's name, which answers with each cluster's category; nil where there is none.
    package let accuracy: Statistic?
  }

  /// How far being in one cluster is belonging together.
  package struct AgainstPairs: Encodable, Sendable {
    /// Pairs of which both posts are clustered and on which all people agree.
    package let pairs: Int
    package let statistics: [Statistic]
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let pairs: String?
    package let rows: [Row]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let names = try open.study.clusterings()
    guard !names.isEmpty else {
      throw UserError(
        "the study has no clustering; make one with codeframe cluster --encoder seedling-64 -k 6")
    }
    let judged = try pairs.map { try Self.judged($0, in: open) }
    var question = EvaluationLoader.Question(gold: open.configuration.gold)
    question.isGoldNamed = true
    let evaluation = try? await EvaluationLoader(open: open).evaluation(question)
    var rows: [Row] = []
    for name in names {
      try Task.checkCancellation()
      guard let clustering = try open.study.clustering(name) else { continue }
      let summary = try ClusteringSummary(clustering, without: 0, in: open)
      rows.append(
        Row(
          name: name, encoder: summary.encoder, method: summary.method, clusters: summary.clusters.count,
          posts: summary.posts, leftOver: summary.leftOver, statistics: summary.figures.statistics,
          gold: summary.agreement.map { agreement in
            let named = evaluation?.variables.first { $0.variable == agreement.variable }?.validity
              .first { $0.coder.name == name }
            return AgainstGold(
              variable: agreement.variable, posts: agreement.posts, statistics: agreement.statistics,
              accuracy: named?.main)
          }, pairs: try judged.map { try Self.agreement(of: clustering, with: $0) }))
    }
    return Outcome(pairs: pairs, rows: rows)
  }

  /// The pairs on which all who judged them agree.
  private static func judged(_ name: String, in open: OpenStudy) throws -> [(pair: PostPair, belong: Bool)] {
    let sample = try open.existingPairs(name)
    let judgements = try open.study.pairJudgements(of: name)
    let found = sample.pairs.compactMap { pair -> (PostPair, Bool)? in
      let answers = Set(judgements.values.compactMap { $0[pair.number] })
      return answers.count == 1 ? answers.first.map { (pair, $0) } : nil
    }
    guard !found.isEmpty else {
      throw UserError(
        "nobody has judged the pairs \(name) yet; codeframe pairs export writes them for a person")
    }
    return found
  }

  private static func agreement(
    of clustering: Clustering, with judged: [(pair: PostPair, belong: Bool)]
  ) throws -> AgainstPairs {
    let both = judged.compactMap { pair, belong -> (truth: String, found: String)? in
      guard let first = clustering.places[pair.first]?.cluster,
        let second = clustering.places[pair.second]?.cluster
      else { return nil }
      return (belong ? "together" : "apart", first == second ? "together" : "apart")
    }
    let table = try ConfusionMatrix(
      gold: both.map(\.truth), predicted: both.map(\.found), categories: ["together", "apart"])
    return AgainstPairs(
      pairs: both.count,
      statistics: [
        Statistic(.percentAgreement, table.accuracy, interval: table.accuracyInterval()),
        Statistic(.kappa, table.kappa(), interval: table.kappaInterval()),
      ])
  }
}
