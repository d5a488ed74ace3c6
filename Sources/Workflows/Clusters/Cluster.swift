import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Finds posts that lie together in an encoder's space, and keeps the clustering.
package struct Cluster: Workflow, Sendable {
  /// The encoder whose embeddings are clustered.
  package var encoder: EncoderQuestion
  /// How clusters are found.
  package var method: ClusteringMethod
  /// What is clustered: the embeddings, or fewer numbers made of them.
  package var reduction: ClusteringRecipe.Reduction
  /// What the clustering is called; nil for ENCODER-METHOD.
  package var name: String?
  /// The sample whose posts are clustered; nil for all posts.
  package var sample: String?
  /// From which chance derives; nil for the study's seed.
  package var seed: UInt64?
  /// How many resamples are clustered too, to see how stable the clusters are; 0 for none.
  package var resamples = 0
  /// Where models compute.
  package var provider = Provider.cpu

  /// A clustering by `method`.
  package init(
    encoder: EncoderQuestion, method: ClusteringMethod, reduction: ClusteringRecipe.Reduction = .none,
    provider: Provider = .cpu
  ) {
    self.encoder = encoder
    self.method = method
    self.reduction = reduction
    self.provider = provider
  }

  package func run(in open: OpenStudy) async throws -> ClusteringSummary {
    let recipe = ClusteringRecipe(
      encoder: encoder.choice(in: open.configuration), uses: encoder.uses, reduction: reduction,
      method: method, seed: seed ?? open.configuration.seed)
    let name = name ?? "\(recipe.encoder.name)-\(recipe.method.name)"
    try OpenStudy.check(name: name, of: "clustering")
    if open.configuration.coder(named: name) != nil {
      throw UserError("\(name) is a coder in codeframe.yaml, which clusters by itself; choose another --name")
    }
    let encoder = try PostEncoder(
      recipe.encoder, uses: recipe.uses, from: try Encoders(of: open, on: provider))
    let run = ClusteringRun(
      open: open, cache: try open.featureCache(), encoder: encoder, recipe: recipe, resamples: resamples)
    let made = try await run.make(name, of: try PostChoice(sample: sample).selection(in: open))
    return try ClusteringSummary(made.clustering, without: made.without, in: open)
  }
}

extension OpenStudy {
  /// The clusterings that the study has, in figures; the one made last first.
  package func clusterings() throws -> [ClusteringSummary] {
    try study.clusterings().compactMap { name in
      try study.clustering(name).map { try ClusteringSummary($0, without: 0, in: self) }
    }
  }
}
