import ContentCoding
import Foundation
import Learning
import ModelCoders
import Storage

/// Clusters the posts of a study, and keeps the clustering with its run.
struct ClusteringRun: Sendable {
  let open: OpenStudy
  let cache: FeatureCache
  let encoder: PostEncoder
  let recipe: ClusteringRecipe
  /// A prompted coder's descriptions of the posts; nil where none are embedded.
  var descriptions: PostDescriptions?
  /// How many resamples are clustered to see how stable the clusters are; 0 for none.
  var resamples = 0

  /// A clustering that was made just now.
  struct Made: Sendable {
    let clustering: Clustering
    let outcome: ClusterOutcome
    /// How many posts have nothing to embed.
    let without: Int
  }

  /// Embeds and clusters the posts of `selection`, and stores the clustering under `name`.
  ///
  /// The run is kept with it: whatever goes wrong, or Ctrl-C, leaves it interrupted and the clustering before untouched. A
  /// recipe that does not fit the posts, such as more clusters than posts, leaves no run.
  func make(_ name: String, of selection: PostSelection = .all) async throws -> Made {
    let study = open.study
    let run = open.newRun(
      of: CoderIdentity(name: name, kind: .cluster), configuration: Fingerprint(of: configuration),
      described: try configuration.configurationText, models: encoder.models, at: Date())
    do {
      return try await open.withHeldRun(run) { book in
        let made = try await cluster(name, of: selection, run: run)
        try study.saveClustering(
          made.clustering, lease: Lease.held(at: Date()), since: open.forgottenBefore)
        book.replace(tally: Self.tally(of: made))
        return made
      }
    } catch let refusal as LearningError {
      try study.discard(run: run.id)
      throw refusal
    }
  }

  private func cluster(_ name: String, of selection: PostSelection, run: Run) async throws -> Made {
    let posts = try await encoder.embedded(
      in: open, cache: cache, selection: selection, descriptions: descriptions)
    let outcome = try Clusterer(recipe: recipe, threads: Machine.workers.count) { open.listener.notice($0) }
      .clusters(of: posts, resamples: resamples)
    let clustering = Clustering(
      name: name, run: run.id, recipe: recipe, figures: outcome.figures, places: outcome.places,
      madeAt: Date())
    return Made(clustering: clustering, outcome: outcome, without: posts.without)
  }

  private static func tally(of made: Made) -> Run.Tally {
    var tally = Run.Tally()
    tally.coded = made.clustering.places.values.count { $0.cluster != nil }
    tally.abstained = made.clustering.places.count - tally.coded + made.without
    return tally
  }

  /// Everything that decides the clusters but the posts.
  private struct Configuration: Encodable {
    let recipe: ClusteringRecipe
    let extractor: ExtractorIdentity
  }

  private var configuration: Configuration {
    Configuration(recipe: recipe, extractor: encoder.identity)
  }
}
