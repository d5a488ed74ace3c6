import ContentCoding

/// Features that another program made, as if a model made them: what is read of a post is its id.
public struct ImportedFeatures: TextExtractor {
  /// The name, and a fingerprint of all numbers.
  public let identity: ExtractorIdentity
  /// How many posts one call should hold.
  public let batchSize = 512
  private let count: Int
  private let vectors: @Sendable ([String]) throws -> [String: [Float]]

  /// Features of a set.
  ///
  /// - Parameters:
  ///   - name: The set's name.
  ///   - fingerprint: Covers all numbers and the posts that they are of.
  ///   - dimension: How many numbers a post has.
  ///   - vectors: Gives the numbers of posts by id.
  public init(
    name: String, fingerprint: Fingerprint, dimension: Int,
    vectors: @escaping @Sendable ([String]) throws -> [String: [Float]]
  ) {
    identity = ExtractorIdentity(name: EncoderChoice.importedPrefix + name, fingerprint: fingerprint)
    count = dimension
    self.vectors = vectors
  }

  /// How many numbers a post has.
  public func dimension() -> Int { count }

  /// The numbers of the posts with these ids; missing for a post that the set does not have.
  public func features(of ids: [String]) throws -> [Feature] {
    let found = try vectors(ids)
    return ids.map { id in
      found[id].map { Feature(embedding: $0, by: identity.name) }
        ?? .missing(Reason(.noFeatures, "\(identity.name) has no row for the post"))
    }
  }
}
