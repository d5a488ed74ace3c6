import ContentCoding

/// Compares posts with the phrases of variables.
struct PhraseComparison: Sendable {
  let parameters: ZeroShotParameters
  /// Embeds the posts.
  let extractor: ExtractorIdentity
  /// Embeds the phrases.
  let textExtractor: ExtractorIdentity
  let scoring: ZeroShotScoring
  /// The phrases of each variable.
  let lists: [PhraseList]
  /// What counts in deviations from the corpus, for each variable; nil where nothing does.
  private let balances: [LabelBalance?]

  init(
    variables: [Variable], parameters: ZeroShotParameters, extractor: ExtractorIdentity,
    textExtractor: ExtractorIdentity, scoring: ZeroShotScoring, balances: [String: LabelBalance] = [:]
  ) {
    self.parameters = parameters
    self.extractor = extractor
    self.textExtractor = textExtractor
    self.scoring = scoring
    lists = variables.map { PhraseList($0, parameters: parameters, scoring: scoring) }
    self.balances = variables.map { balances[$0.name] }
  }

  /// What was found out about one post.
  struct Finding {
    let embeddings: PostEmbeddings
    /// For each variable what the post says of its labels; nil where it or the variable has nothing to compare.
    let evidence: [LabelEvidence?]
  }

  /// Compares `posts`; one finding for each and in their order.
  ///
  /// - Throws: ``ZeroShotProblem`` where a phrase cannot be embedded or posts have vectors of another length, and what the
  ///   features throw.
  func findings(
    of posts: [Post], variables: [Variable], from features: any FeatureSource
  ) async throws -> [Finding] {
    guard !posts.isEmpty else { return [] }
    let phrases = try await phraseVectors(from: features)
    let embedder = PostEmbedder(extractor: extractor, uses: parameters.uses, dimension: nil)
    let found = try await embedder.embeddings(of: posts, from: features)
    let length = phrases.lazy.compactMap { $0?.dimension }.first
    for other in found.lazy.flatMap(\.lengths) {
      guard let length, other != length else { continue }
      throw ZeroShotProblem.lengths(posts: other, by: extractor, phrases: length, by: textExtractor)
    }
    return try found.map { embeddings in
      try Task.checkCancellation()
      return Finding(
        embeddings: embeddings,
        evidence: variables.indices.map { index in
          let found = phrases[index].flatMap {
            evidence(in: embeddings, phrases: $0, type: variables[index].type)
          }
          return found.map { balances[index]?.applied(to: $0) ?? $0 }
        })
    }
  }

  private func evidence(
    in embeddings: PostEmbeddings, phrases: PhraseVectors, type: VariableType
  ) -> LabelEvidence? {
    let vectors = parameters.combine == .mean ? embeddings.mean.map { [$0] } ?? [] : embeddings.each
    let ofPictures = vectors.compactMap {
      phrases.evidence(in: $0, aggregation: parameters.aggregation, scoring: scoring)
    }
    return LabelEvidence.combined(
      ofPictures, rule: parameters.combine, type: type, labels: phrases.list.labels,
      isDistribution: phrases.list.contest == .together)
  }

  /// The embedded phrases of each variable; nil where there is nothing to compare.
  private func phraseVectors(from features: any FeatureSource) async throws -> [PhraseVectors?] {
    let texts = lists.flatMap(\.texts)
    guard !texts.isEmpty else { return lists.map { _ in nil } }
    let found = try await features.features(ofTexts: texts, by: textExtractor)
    var vectors: [[Float]] = []
    for (text, feature) in zip(texts, found) {
      switch feature.embedding(of: vectors.first?.count) {
      case .success(let vector): vectors.append(vector)
      case .failure(let problem): throw ZeroShotProblem.phrase(text, reason: problem.reason.message)
      }
    }
    var rest = vectors[...]
    return try lists.map { list in
      let count = list.texts.count
      defer { rest = rest.dropFirst(count) }
      return count == 0 ? nil : try PhraseVectors(list, vectors: Array(rest.prefix(count)))
    }
  }
}
