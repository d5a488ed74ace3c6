import ContentCoding

/// Finds the posts that lie nearest to something in an encoder's space: exactly, by comparing with all of them.
///
/// The likeness of two posts is the cosine of their embeddings, between -1 and 1; of posts with several pictures that of the
/// two pictures that are most alike.
public struct SimilarPosts: Sendable {
  /// A post and how near it is.
  public struct Match: Codable, Hashable, Sendable {
    /// The post's id.
    public let post: String
    /// The picture that is nearest; nil where texts are compared.
    public let media: String?
    /// The cosine.
    public let cosine: Double
  }

  private let extractor: ExtractorIdentity
  private let uses: [PostPart]
  private let wanted: [[Float]]
  private let count: Int
  private let excluded: String?
  private var found: [Match] = []
  /// How many posts had an embedding.
  public private(set) var compared = 0

  /// A search.
  ///
  /// - Parameters:
  ///   - wanted: the embeddings of what is looked for, at least one, all of one length.
  ///   - count: how many posts are kept.
  ///   - excluded: the post that is looked for itself, which is not listed.
  ///   - extractor: the encoder of the posts.
  ///   - uses: what of a post is compared.
  public init(
    to wanted: [[Float]], count: Int, excluding excluded: String? = nil, extractor: ExtractorIdentity,
    uses: [PostPart]
  ) {
    self.wanted = wanted.map(\.normalised)
    self.count = max(0, count)
    self.excluded = excluded
    self.extractor = extractor
    self.uses = uses
  }

  /// Compares with further posts.
  ///
  /// - Throws: ``DimensionMismatch`` where the encoder's embeddings are of another length than those that are wanted.
  public mutating func look(at posts: [Post], from features: any FeatureSource) async throws {
    let parts = try await parts(of: posts, from: features)
    for (post, parts) in zip(posts, parts) where post.id != excluded {
      var best: Match?
      for (media, feature) in parts {
        guard case .success(let vector) = feature.embedding(of: nil) else { continue }
        guard vector.count == wanted.first?.count else {
          throw DimensionMismatch(wanted: wanted.first?.count ?? 0, found: vector.count)
        }
        let unit = vector.normalised
        for query in wanted {
          let cosine = Double(zip(query, unit).reduce(Float(0)) { $0 + $1.0 * $1.1 })
          if cosine > best?.cosine ?? -.infinity { best = Match(post: post.id, media: media, cosine: cosine) }
        }
      }
      guard let best else { continue }
      compared += 1
      found.append(best)
    }
    found = Array(found.sorted(by: Self.isNearer).prefix(count))
  }

  /// The nearest posts so far, nearest first; of equally near ones in the order of their ids.
  public var matches: [Match] { found }

  private static func isNearer(_ one: Match, than other: Match) -> Bool {
    one.cosine == other.cosine ? one.post < other.post : one.cosine > other.cosine
  }

  private func parts(
    of posts: [Post], from features: any FeatureSource
  ) async throws -> [[(media: String?, feature: Feature)]] {
    guard !uses.contains(.image) else {
      var found = try await features.featureLists(of: posts.flatMap(\.media), by: extractor)[...]
      return posts.map { post in
        defer { found = found.dropFirst(post.media.count) }
        return zip(post.media, found).flatMap { media, features in features.map { (media.path, $0) } }
      }
    }
    let texts = posts.map { $0.text(of: uses) }
    var found = try await features.features(ofTexts: texts.compactMap(\.self), by: extractor)[...]
    return texts.map { text in text == nil ? [] : found.popFirst().map { [(nil, $0)] } ?? [] }
  }
}

/// Embeddings that are to be compared have different lengths.
public struct DimensionMismatch: Error, CustomStringConvertible {
  let wanted: Int
  let found: Int

  /// Both lengths.
  public var description: String {
    "what is looked for has an embedding of \(wanted) numbers, and posts have \(found); "
      + "they come from different encoders"
  }
}

extension [Float] {
  /// The vector of length 1; a zero vector stays as it is.
  var normalised: [Float] {
    let length = reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? map { $0 / length } : self
  }
}
