import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Clusters a study's posts, lets the clusters be named, and brings both back from the study.
struct ClusterWorkshop: CoderWorkshop {
  let bench: Workbench
  let parameters: ClusterParameters
  let encoder: PostEncoder
  private let descriptions: PostDescriptions?
  private let namer: ClusterNamer

  /// A workshop whose encoders are opened.
  ///
  /// - Throws: ``UserError`` where a coder that is named does not fit.
  init(bench: Workbench, parameters: ClusterParameters) throws {
    self.bench = bench
    self.parameters = parameters
    encoder = try PostEncoder(parameters.encoder, uses: parameters.embedded, from: bench.encoders)
    descriptions = try parameters.descriptions.map { name in
      let coder = try bench.open.coder(named: name)
      guard case .prompted(let prompted) = coder.parameters, prompted.prompt == .twoStep else {
        throw UserError(
          "\(bench.coder.name) embeds the descriptions of \(name), which writes none; name a prompted coder with "
            + "`prompt: two-step`")
      }
      return PostDescriptions(
        by: name, answering: bench.open.configuration.variables(of: coder).map(\.name),
        in: StudyCodings(study: bench.open.study))
    }
    namer = try ClusterNamer(bench: bench, parameters: parameters, descriptions: descriptions)
  }

  var models: [ModelRecord] { [encoder.model] + namer.models }
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
      parameters: parameters, extractor: encoder.identity, variables: bench.variables.map(VariableShape.init),
      definitions: namer.definitions, seed: bench.open.configuration.seed, version: 1)
  }

  private var shelf: LearnedShelf<NamedClusters> {
    var shelf = LearnedShelf<NamedClusters>(
      bench: bench, recipe: Fingerprint(of: recipe), learnsFrom: namer.teacher ?? "")
    if namer.teacher == nil { shelf.gold = { GoldCodings(coder: "", values: [:]) } }
    return shelf
  }

  func ready() throws -> ReadyCoder? {
    guard let kept = try shelf.load(), let clustering = try bench.open.study.clustering(bench.coder.name),
      Self.fingerprint(of: clustering.places) == kept.learned.places
    else { return nil }
    return ready(kept, places: clustering.places)
  }

  /// The clusters and their names; nil where they were not named yet.
  func named() throws -> NamedClusters? {
    try shelf.load()?.learned
  }

  func train() async throws -> Lesson {
    try namer.check()
    let made = try await ClusteringDesk(
      open: bench.open, cache: bench.cache, encoder: encoder,
      recipe: ClusteringRecipe(
        encoder: parameters.encoder, uses: parameters.embedded, reduction: parameters.reduction,
        method: parameters.method, seed: bench.open.configuration.seed),
      descriptions: descriptions
    ).make(bench.coder.name)
    let places = made.clustering.places
    let (named, material) = try await namer.name(
      made.clustering, centres: made.outcome.centres, places: Self.fingerprint(of: places))
    let kept = try shelf.keep(
      named, from: namer.teacher == nil ? GoldCodings(coder: "", values: [:]) : material.gold,
      summary: "\(places.count) posts, \(made.clustering.count) clusters, named by \(parameters.naming.name)")
    return Lesson(
      ready: ready(kept, places: places), gold: material.truth, posts: material.posts,
      foldCount: material.folds?.count ?? 0, remarks: remarks(made, named))
  }

  private func ready(
    _ kept: LearnedShelf<NamedClusters>.Kept, places: [String: Clustering.Place]
  ) -> ReadyCoder {
    ReadyCoder(
      coder: ClusterCoder(
        name: bench.coder.name, variables: bench.variables, named: kept.learned, places: places,
        extractor: encoder.identity, uses: parameters.embedded, descriptions: descriptions),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [shelf.staleness])
  }

  private func remarks(_ made: ClusteringDesk.Made, _ named: NamedClusters) -> [String] {
    let count = made.clustering.count
    return [
      "\(Figures.count(count, "cluster")) of \(Figures.count(made.clustering.places.count, "post")), "
        + "mean silhouette \(made.clustering.figures.silhouette.map { Figures.decimal($0, places: 3) } ?? "undefined")"
    ]
      + named.variables.compactMap { variable in
        let nameless = variable.whole.count { $0 == nil }
        return nameless == 0
          ? nil
          : "\(variable.variable.name): \(Figures.count(nameless, "cluster")) without a name, whose posts are abstained from"
      }
  }

  private static func fingerprint(of places: [String: Clustering.Place]) -> Fingerprint {
    Fingerprint(of: places.keys.sorted().map { "\($0) \(places[$0]?.cluster ?? -1)" })
  }
}
