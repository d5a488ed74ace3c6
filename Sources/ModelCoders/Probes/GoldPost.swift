import ContentCoding

/// A post that can be learned from: its embedding and gold's values.
public struct GoldPost: GoldExample {
  /// The post's id.
  public let id: String
  /// The mean of its L2-normalised embeddings.
  public let embedding: [Float]
  /// The same of changed copies of its pictures, which are learned from beside it.
  public let copies: [[Float]]
  /// Gold's value of each variable that was coded.
  public let values: [String: CodedValue]

  init(id: String, embedding: [Float], copies: [[Float]] = [], values: [String: CodedValue]) {
    self.id = id
    self.embedding = embedding
    self.copies = copies
    self.values = values
  }

  /// The gold posts among `posts` that have an embedding, sorted by id.
  ///
  /// - Parameters:
  ///   - posts: the candidates.
  ///   - values: gold's values by post id.
  ///   - extractor: the encoder.
  ///   - copies: the encoders of changed copies.
  ///   - uses: what of a post is embedded.
  ///   - features: where embeddings come from.
  /// - Returns: posts with at least one readable picture, or with text; the others teach nothing.
  /// - Throws: `CancellationError`, or what concerns all media.
  public static func read(
    _ posts: [Post], values: [String: [String: CodedValue]], extractor: ExtractorIdentity,
    copies: [ExtractorIdentity] = [], uses: [PostPart] = [.image], from features: any FeatureSource
  ) async throws -> [GoldPost] {
    var embedder = PostEmbedder(extractor: extractor, uses: uses)
    embedder.dimension = try await embedder.embeddings(of: posts, from: features).usualLength
    let found = try await embedder.embeddings(of: posts, from: features)
    var changed: [[[Float]?]] = []
    for copy in copies {
      let embedder = PostEmbedder(extractor: copy, uses: uses, dimension: embedder.dimension)
      changed.append(try await embedder.embeddings(of: posts, from: features).map(\.mean))
    }
    return posts.indices.compactMap { index -> GoldPost? in
      guard let values = values[posts[index].id], !values.isEmpty, let embedding = found[index].mean else {
        return nil
      }
      return GoldPost(
        id: posts[index].id, embedding: embedding, copies: changed.compactMap { $0[index] }, values: values)
    }.sorted { $0.id < $1.id }
  }
}
