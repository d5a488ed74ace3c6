import ContentCoding

/// Reads the embeddings of posts: of their pictures, or of their text.
struct PostEmbedder: Sendable {
  let extractor: ExtractorIdentity
  /// What of a post is embedded: pictures where it holds ``PostPart/image``, else text.
  let uses: [PostPart]
  /// The length of an embedding; nil takes that of the first picture of each post.
  var dimension: Int?

  /// The embeddings of `posts`, one element for each and in their order.
  func embeddings(of posts: [Post], from features: any FeatureSource) async throws -> [PostEmbeddings] {
    uses.contains(.image)
      ? try await pictures(of: posts, from: features) : try await texts(of: posts, from: features)
  }

  private func pictures(of posts: [Post], from features: any FeatureSource) async throws -> [PostEmbeddings] {
    var found = try await features.featureLists(of: posts.flatMap(\.media), by: extractor)[...]
    try Task.checkCancellation()
    return posts.map { post in
      defer { found = found.dropFirst(post.media.count) }
      let shown = zip(post.media, found).flatMap { media, features in features.map { (media, $0) } }
      return PostEmbeddings(shown.map(\.0), features: shown.map(\.1), dimension: dimension)
    }
  }

  private func texts(of posts: [Post], from features: any FeatureSource) async throws -> [PostEmbeddings] {
    let texts = posts.map { $0.text(of: uses) }
    var found = try await features.features(ofTexts: texts.compactMap(\.self), by: extractor)[...]
    try Task.checkCancellation()
    let name = uses.map(\.text).joined(separator: " or ")
    return texts.map { text in
      PostEmbeddings(text: name, feature: text == nil ? nil : found.popFirst(), dimension: dimension)
    }
  }
}
