/// One row of the list of models.
public struct ModelListing: Hashable, Sendable {
  /// Whether the model can be used.
  public enum Status: Hashable, Sendable {
    /// It is on this machine.
    case ready
    /// It is on this machine, but files that a coder needs are not.
    case incomplete(missing: [String])
    /// The catalogue knows it; it is not on this machine.
    case absent
  }

  /// The name by which a codebook calls it.
  public let name: String
  /// What the catalogue says of it.
  public let entry: CatalogueEntry?
  /// Where it is on this machine, with its place, size, revision and precisions.
  public let folder: ModelFolder?

  /// A row of the list.
  public init(name: String, entry: CatalogueEntry?, folder: ModelFolder?) {
    self.name = name
    self.entry = entry
    self.folder = folder
  }

  /// Whether the model can be used.
  public var status: Status {
    guard let folder else { return .absent }
    return folder.missingFiles.isEmpty ? .ready : .incomplete(missing: folder.missingFiles)
  }

  /// The length of an embedding; nil where it is not known.
  public var dimension: Int? { folder?.dimension ?? entry?.image?.dimension }

  /// The licence; nil where it is not known.
  public var licence: String? { folder?.licence ?? entry?.licence }
}
