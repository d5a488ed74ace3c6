import ContentCoding
import Learning

/// The posts of a study that have an embedding, sorted by id, so that what comes of them does not depend on their order.
public struct EmbeddedPosts: Sendable {
  /// The ids, sorted.
  public let ids: [String]
  /// A row for each: the mean of the post's L2-normalised embeddings, normalised again.
  public let rows: Matrix
  /// How many posts have none; one of zeros has no direction, and counts as none.
  public let without: Int

  /// Collects embeddings page by page.
  public struct Collector: Sendable {
    private var embedder: PostEmbedder
    private var found: [(id: String, embedding: [Float])] = []
    private var without = 0

    /// Collects what `extractor` makes of `uses` of each post.
    public init(extractor: ExtractorIdentity, uses: [PostPart]) {
      embedder = PostEmbedder(extractor: extractor, uses: uses)
    }

    /// Adds the embeddings of `posts`; the first one found says how long they are.
    ///
    /// - Throws: `CancellationError`, or what concerns all media.
    public mutating func add(_ posts: [Post], from features: any FeatureSource) async throws {
      for (post, embeddings) in zip(posts, try await embedder.embeddings(of: posts, from: features)) {
        guard let mean = embeddings.mean, mean.count == embedder.dimension ?? mean.count,
          mean.contains(where: { $0 != 0 })
        else {
          without += 1
          continue
        }
        embedder.dimension = mean.count
        found.append((post.id, mean))
      }
    }

    /// The posts that were added.
    ///
    /// - Throws: ``LearningError`` where the embeddings do not fit together.
    public func posts() throws -> EmbeddedPosts {
      let sorted = found.sorted { $0.id < $1.id }
      return EmbeddedPosts(
        ids: sorted.map(\.id), rows: try Matrix(rows: sorted.map(\.embedding)).normalisedRows(),
        without: without)
    }
  }
}
