import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Clusters a study's posts, lets the clusters be named, and brings both back from the study.
struct ClusterSetup: CoderSetup {
  let context: CoderContext
  let parameters: ClusterParameters
  let encoder: PostEncoder
  private let descriptions: PostDescriptions?
  private let namer: ClusterNamer

  /// A setup whose encoders are opened.
  ///
  /// - Throws: ``UserError`` where a coder that is named does not fit.
  init(context: CoderContext, parameters: ClusterParameters) throws {
    self.context = context
    self.parameters = parameters
    encoder = try PostEncoder(parameters.encoder, uses: parameters.embedded, from: context.encoders)
    descriptions = try parameters.descriptions.map { name in
      let coder = try context.open.coder(named: name)
      guard coder.parameters.writesDescriptions else {
        throw UserError(
          "\(context.coder.name) embeds the descriptions of \(name), which writes none; name a prompted coder with "
            + "`prompt: two-step`")
      }
      return PostDescriptions(
        by: name, answering: context.open.configuration.variables(of: coder).map(\.name),
        in: StudyCodings(study: context.open.study))
    }
    namer = try ClusterNamer(context: context, parameters: parameters, descriptions: descriptions)
  }

  var models: [ModelRecord] { encoder.models + namer.models }
  var extractors: Extractors { encoder.extractors }
  var configurationText: String { get throws { try recipe.configurationText } }

  /// Everything that decides the clusters and their names, but the posts and who names.
  private struct Recipe: Codable {
    let parameters: ClusterParameters
    let extractor: ExtractorIdentity
    let variables: [VariableShape]
    /// What names are compared with, where texts name clusters.
    let definitions: [String]
    let seed: UInt64
    let version: Int
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: encoder.identity,
      variables: context.variables.map(VariableShape.init),
      definitions: namer.definitions, seed: context.open.configuration.seed, version: 1)
  }

  private var store: TrainedModelStore<NamedClusters> {
    var store = TrainedModelStore<NamedClusters>(
      context: context, recipe: context.codingsRead.fingerprint(of: recipe), learnsFrom: namer.teacher ?? "")
    if namer.teacher == nil { store.gold = { GoldCodings(coder: "", values: [:]) } }
    return store
  }

  func ready() throws -> ReadyCoder? {
    guard let kept = try store.load(), let clustering = try context.open.study.clustering(context.coder.name),
      Self.fingerprint(of: clustering.places) == kept.learned.places
    else { return nil }
    return ready(kept, places: clustering.places)
  }

  func train() async throws -> TrainingResult {
    try namer.check()
    let made = try await ClusteringRun(
      open: context.open, cache: context.cache, encoder: encoder,
      recipe: ClusteringRecipe(
        encoder: parameters.encoder, uses: parameters.embedded, reduction: parameters.reduction,
        method: parameters.method, seed: context.open.configuration.seed),
      descriptions: descriptions
    ).make(context.coder.name)
    let places = made.clustering.places
    let (named, material) = try await namer.name(
      made.clustering, centres: made.outcome.centres, places: Self.fingerprint(of: places))
    let kept = try store.keep(
      named, from: namer.teacher == nil ? GoldCodings(coder: "", values: [:]) : material.gold,
      summary: "\(places.count) posts, \(made.clustering.count) clusters, named by \(parameters.naming.name)")
    return TrainingResult(
      ready: ready(kept, places: places), gold: material.truth, posts: material.posts,
      foldCount: material.folds?.count ?? 0, remarks: remarks(made, named))
  }

  private func ready(
    _ kept: TrainedModelStore<NamedClusters>.Kept, places: [String: Clustering.Place]
  ) -> ReadyCoder {
    ReadyCoder(
      coder: ClusterCoder(
        name: context.coder.name, variables: context.variables, named: kept.learned, places: places,
        extractor: encoder.identity, uses: parameters.embedded, descriptions: descriptions),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [store.staleness])
  }

  private func remarks(_ made: ClusteringRun.Made, _ named: NamedClusters) -> [String] {
    let count = made.clustering.count
    return [
      "\(Figures.count(count, "cluster")) of \(Figures.count(made.clustering.places.count, "post")), "
        + made.clustering.figures.statistics.prefix(1).map { "\($0.label) \(Figures.figure($0.value))" }
        .joined()
    ]
      + named.variables.compactMap { variable in
        let nameless = variable.whole.count { $0 == nil }
        return nameless == 0
          ? nil
          : "\(variable.variable.name): \(Figures.count(nameless, "cluster")) without a name, whose posts are abstained from"
      }
  }

  /// Covers which post lies in which cluster.
  static func fingerprint(of places: [String: Clustering.Place]) -> Fingerprint {
    Fingerprint(of: places.keys.sorted().map { "\($0) \(places[$0]?.cluster ?? -1)" })
  }
}
