import Foundation

/// The models on this machine, found by name in the places where models may be.
public struct ModelLocator: Hashable, Sendable {
  /// Where models are looked for, in order; the first that has one gives it.
  public let places: [ModelLocation]
  /// What is known of models by name.
  public let catalogue: ModelCatalogue

  /// A locator of models in these places.
  public init(places: [ModelLocation], catalogue: ModelCatalogue) {
    self.places = places
    self.catalogue = catalogue
  }

  /// The locator of a study: all places, and the catalogue that came with the program.
  ///
  /// - Parameter study: The study's folder, where there is one.
  /// - Throws: `CatalogueError` where the catalogue cannot be read.
  public init(study: URL?) throws(CatalogueError) {
    let places = ModelLocation.all(study: study)
    self.init(places: places, catalogue: try ModelCatalogue.installed(in: places))
  }

  /// Finds a model.
  ///
  /// A model that the catalogue knows is also found under the name of its export's repository, in the same place.
  ///
  /// - Parameter name: `NAME`, `OWNER/NAME`, or either with `@REVISION`; a pinned name is found in the cache only.
  /// - Returns: The folder in the first place that has the model.
  /// - Throws: `ModelNotFound`, with the places looked at and the names that come near.
  public func find(_ name: String) throws(ModelNotFound) -> ModelFolder {
    guard let checked = ModelName(name) else {
      throw ModelNotFound(
        name: name, reason: .noName, places: places.map(\.description), nearNames: nearNames(to: name))
    }
    let entry = catalogue[checked]
    var empty: URL?
    var incomplete: ModelFolder?
    for place in places {
      for candidate in candidates(for: checked, entry) {
        guard let (url, revision) = place.folder(of: candidate) else { continue }
        if let model = ModelFolder(checked, at: url, in: place, revision: revision, entry: entry) {
          // A graph without its weights comes with the program; the whole may lie in the cache.
          guard model.lacksWeights else { return model }
          incomplete = incomplete ?? model
        }
        empty = empty ?? url
      }
    }
    if let incomplete { return incomplete }
    let reason =
      empty.map(ModelNotFound.Reason.noModel) ?? (entry?.repository).map(ModelNotFound.Reason.notHere)
      ?? (entry?.wheel?.name).map(ModelNotFound.Reason.inWheel)
    throw ModelNotFound(
      name: name, reason: reason ?? .unknown, places: places.map(\.description),
      nearNames: entry == nil ? nearNames(to: name) : [])
  }

  /// All models on this machine and all that the catalogue knows: the catalogue's first, in its order.
  public func list() -> [ModelListing] {
    var listings = catalogue.models.map { entry in
      ModelListing(name: entry.name, entry: entry, folder: try? find(entry.name))
    }
    var seen = Set(catalogue.models.flatMap { [$0.name] + ($0.repository.map { [$0] } ?? []) })
    for name in places.flatMap({ $0.names() }) where seen.insert(name.path).inserted {
      if let folder = try? find(name.path) {
        listings.append(ModelListing(name: name.path, entry: nil, folder: folder))
      }
    }
    return listings
  }

  private func candidates(for name: ModelName, _ entry: CatalogueEntry?) -> [ModelName] {
    let known = [entry?.name, entry?.repository].compactMap { $0 }.filter { $0 != name.path }
    let suffix = name.revision.map { "@\($0)" } ?? ""
    // The catalogue may know that the export lies on another branch than the usual one.
    let branch = name.revision == nil ? entry?.revision : nil
    let pinned = branch.flatMap { branch in entry?.repository.map { "\($0)@\(branch)" } }
    let names = (pinned.map { [$0] } ?? []) + known.map { $0 + suffix }
    return [name] + names.compactMap { ModelName($0) }
  }

  private func nearNames(to name: String) -> [String] {
    let here = places.flatMap { place in
      place.names().filter { found in
        place.folder(of: found).flatMap {
          ModelFolder(found, at: $0.url, in: place, revision: nil, entry: nil)
        } != nil
      }
    }
    return NearModels.of(name, among: catalogue.models.map(\.name) + here.map(\.path))
  }
}
