import Hub
import ModelCoders
import Workflows

/// A model in words, for tables and JSON.
struct ModelDescription: Encodable {
  let name: String
  let status: String
  let path: String?
  let repository: String?
  let revision: String?
  let licence: String?
  let dimension: Int?
  let bytes: Int?
  let precisions: [String]

  /// Describes one row of the list of models.
  init(_ listing: ModelListing) {
    name = listing.name
    status =
      switch listing.status {
      case .ready: "ready"
      case .incomplete(let missing): "lacks \(missing.joined(separator: " "))"
      case .absent: "not here"
      }
    path = listing.folder?.url.path
    repository = listing.entry?.repository
    revision = listing.folder?.revision
    licence = listing.licence
    dimension = listing.dimension
    bytes = listing.folder?.size
    precisions = listing.folder?.precisions.map(\.rawValue) ?? []
  }

  private init(computed name: String, dimension: Int) {
    self.name = name
    status = "ready"
    path = nil
    repository = nil
    revision = nil
    licence = nil
    self.dimension = dimension
    bytes = 0
    precisions = []
  }

  /// The encoder of texts that is computed, and so needs no file.
  static let hashedTerms = ModelDescription(computed: HashedTerms.name, dimension: HashedTerms.dimension)
}
