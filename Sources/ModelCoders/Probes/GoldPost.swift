import ContentCoding

/// A post that can be learned from: its pictures' mean embedding and gold's values.
public struct GoldPost: Sendable {
  /// The post's id.
  public let id: String
  /// The mean of its L2-normalised embeddings.
  public let embedding: [Float]
  /// Gold's value of each variable that was coded.
  public let values: [String: CodedValue]

  /// The gold posts among `posts` whose pictures can be read, sorted by id.
  ///
  /// - Parameters:
  ///   - posts: the candidates.
  ///   - values: gold's values by post id.
  ///   - extractor: the encoder.
  ///   - features: where embeddings come from.
  /// - Returns: posts with at least one readable picture; the others teach nothing.
  /// - Throws: `CancellationError`, or what concerns all media.
  public static func read(
    _ posts: [Post], values: [String: [String: CodedValue]], extractor: ExtractorIdentity,
    from features: any FeatureSource
  ) async throws -> [GoldPost] {
    let found = try await features.features(of: posts.flatMap(\.media), by: extractor)
    let lengths = found.compactMap { if case .vector(let vector) = $0 { vector.count } else { nil } }
    let usual = Dictionary(lengths.map { ($0, 1) }, uniquingKeysWith: +)
      .max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    var position = 0
    return posts.compactMap { post -> GoldPost? in
      let ofPost = Array(found[position..<position + post.media.count])
      position += post.media.count
      guard let values = values[post.id], !values.isEmpty,
        let embedding = PostPictures(post.media, features: ofPost, dimension: usual).mean
      else { return nil }
      return GoldPost(id: post.id, embedding: embedding, values: values)
    }.sorted { $0.id < $1.id }
  }
}
