import ContentCoding

/// A post that a fusion can learn from: the embeddings of its parts and gold's values.
public struct GoldParts: GoldExample {
  /// The post's id.
  public let id: String
  /// For each part the mean of its L2-normalised embeddings; nil where the post lacks it.
  public let vectors: [[Float]?]
  /// Gold's value of each variable that was coded.
  public let values: [String: CodedValue]

  /// The gold posts among `posts` that have a part, sorted by id, and the length of each part's embeddings.
  ///
  /// - Parameters:
  ///   - posts: the candidates.
  ///   - values: gold's values by post id.
  ///   - parts: what is joined.
  ///   - extractors: the encoder of each part.
  ///   - features: where embeddings come from.
  /// - Returns: the posts; and of each part the length that most embeddings have, 1 where there is none.
  /// - Throws: `CancellationError`, or what concerns all media.
  public static func read(
    _ posts: [Post], values: [String: [String: CodedValue]], parts: [FusionPart],
    extractors: [ExtractorIdentity], from features: any FeatureSource
  ) async throws -> (posts: [GoldParts], widths: [Int]) {
    var embedder = PartEmbedder(parts: parts, extractors: extractors, widths: parts.map { _ in nil })
    let all = try await embedder.parts(of: posts, from: features)
    let widths = parts.indices.map { part in all.map { $0.embeddings[part] }.usualLength ?? 1 }
    embedder.widths = widths
    let found = try await embedder.parts(of: posts, from: features)
    let gold = posts.indices.compactMap { index -> GoldParts? in
      guard let values = values[posts[index].id], !values.isEmpty, found[index].obstacle == nil else {
        return nil
      }
      return GoldParts(id: posts[index].id, vectors: found[index].vectors, values: values)
    }
    return (gold.sorted { $0.id < $1.id }, widths)
  }
}
