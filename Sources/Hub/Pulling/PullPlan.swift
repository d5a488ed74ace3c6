/// Which files of a repository are pulled.
public struct PullPlan: Hashable, Sendable {
  /// The model as it was asked for.
  public let name: ModelName
  /// The repository on the hub: the model's export, where the catalogue knows one.
  public let repository: ModelName
  /// The branch, tag or commit that was asked for.
  public let revision: String
  /// The commit at which it stands.
  public let commit: String
  /// How the weights are stored.
  public let precision: Precision
  /// The files that a coder needs.
  public let files: [RepositoryListing.File]

  /// The bytes of all files.
  public var size: Int64 { files.reduce(0) { $0 + $1.size } }

  /// Whether the repository goes by another name than the model.
  public var isExport: Bool { repository.path != name.path }

  private static let settingNames: Set<String> = [
    "README.md", "config.json", "generation_config.json", "preprocessor_config.json",
    "special_tokens_map.json",
    "tokenizer.json", "tokenizer_config.json",
  ]

  /// Chooses the files.
  ///
  /// The settings; the parts that the catalogue names, or where it does not know the model `vision_model` and
  /// `text_model`, else `model`, else `encoder_model` and `decoder_model_merged`, else all parts; each in one precision, with the weights that lie beside it.
  ///
  /// - Throws: `PullProblem.noExport`, `.noComponent`, `.noPrecision`.
  init(
    _ name: ModelName, from repository: ModelName, at revision: String, _ listing: RepositoryListing,
    entry: CatalogueEntry?, precision: Precision
  ) throws(PullProblem) {
    let exported = listing.files.compactMap(ExportedFile.init)
    guard !exported.isEmpty else { throw .noExport(repository: repository.path, exports: []) }
    let wanted = entry.map { entry in Set(entry.files.compactMap { ExportedFile($0.path)?.stem }) } ?? []
    var chosen = Self.settingNames.union(entry?.files.map(\.path).filter { !$0.hasSuffix(".onnx") } ?? [])
    for stem in wanted.isEmpty ? Self.usual(exported) : wanted {
      let same = exported.filter { $0.stem == stem }
      guard !same.isEmpty else { throw .noComponent(repository: repository.path, component: stem) }
      guard let part = same.first(where: { $0.precision == precision }) else {
        let available = Precision.allCases.filter { known in same.contains { $0.precision == known } }
        throw .noPrecision(
          repository: repository.path, component: stem, wanted: precision, available: available)
      }
      chosen.insert(part.path)
      chosen.formUnion(
        listing.files.map(\.path).filter {
          $0.hasPrefix("\(part.path)_data") || $0.hasPrefix("\(part.path).data")
        })
    }
    self.name = name
    self.repository = repository
    self.revision = revision
    commit = listing.commit
    self.precision = precision
    files = listing.files.filter { chosen.contains($0.path) }
  }

  /// An `.onnx` file in a repository's root or its `onnx/`.
  private struct ExportedFile {
    let path: String
    /// The path without precision and `.onnx`.
    let stem: String
    let precision: Precision

    init?(_ file: RepositoryListing.File) { self.init(file.path) }

    init?(_ path: String) {
      guard path.hasSuffix(".onnx"), !path.dropFirst(path.hasPrefix("onnx/") ? 5 : 0).contains("/") else {
        return nil
      }
      self.path = path
      (stem, precision) = Precision.split(String(path.dropLast(".onnx".count)))
    }
  }

  private static func usual(_ parts: [ExportedFile]) -> Set<String> {
    let stems = Set(parts.map(\.stem))
    for prefix in ["onnx/", ""] {
      let towers: Set = ["\(prefix)vision_model", "\(prefix)text_model"]
      if towers.isSubset(of: stems) { return towers }
      if stems.contains("\(prefix)model") { return ["\(prefix)model"] }
      let generator: Set = ["\(prefix)encoder_model", "\(prefix)decoder_model_merged"]
      if generator.isSubset(of: stems) { return generator }
    }
    let inFolder = stems.filter { $0.hasPrefix("onnx/") }
    return inFolder.isEmpty ? stems : inFolder
  }
}
