import ContentCoding

/// A light model on frozen embeddings, trained on human codings.
///
/// Gold posts get the answer of the head that did not learn from their fold; all other posts that of the whole head.
public struct Probe: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedProbe

  /// A probe that answers `variables` with what was `trained`.
  public init(name: String, variables: [Variable], trained: TrainedProbe) {
    identity = CoderIdentity(name: name, kind: .probe)
    self.variables = variables
    self.trained = trained
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let embedder = PostEmbedder(
      extractor: trained.extractor, uses: trained.parameters.uses, dimension: trained.dimension)
    let found = try await embedder.embeddings(of: posts, from: features)
    let answers = try variables.map { variable in
      try trained.answers(to: variable, of: posts, as: identity.name, obstacles: found.map(\.obstacle)) {
        head, shape, positions in
        try HeadReader(head: head, variable: shape, combine: trained.parameters.combine)
          .answers(to: positions.map { found[$0] })
      }
    }
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }
}
