import ContentCoding
import ModelCoders
import Storage

/// The embeddings of a study's posts by one encoder: of their pictures, or of their texts.
struct PostEncoder: Sendable {
  let identity: ExtractorIdentity
  let extractors: Extractors
  /// What a run records of the model.
  let model: ModelRecord
  /// What of a post is embedded.
  let uses: [PostPart]
  /// The encoder of pictures; nil where texts are embedded.
  private let pictures: PictureEncoder?

  /// Opens the encoder of `uses`.
  ///
  /// - Throws: ``UserError`` where the model cannot be opened, or does not embed what is used.
  init(_ choice: EncoderChoice, uses: [PostPart], from encoders: Encoders) throws {
    self.uses = uses
    if uses.contains(.image) {
      let (encoder, record) = try encoders.pictureEncoder(choice)
      (identity, extractors, model) = (encoder.identity, Extractors(ofMedia: [encoder]), record)
      pictures = encoder
    } else {
      let (encoder, record) = try encoders.textEncoder(choice)
      (identity, extractors, model) = (encoder.identity, Extractors(ofTexts: [encoder]), record)
      pictures = nil
    }
  }

  /// Whether pictures are embedded, and not texts.
  var looksAtPictures: Bool { pictures != nil }

  /// How many numbers an embedding has.
  func dimension() throws -> Int {
    try pictures?.dimension() ?? extractors.ofTexts.first?.dimension() ?? 0
  }

  /// The encoders of changed copies of pictures; none where texts are embedded.
  func copies(_ parameters: AugmentationParameters?) -> [AugmentedEncoder] {
    pictures.map { AugmentedEncoder.copies(of: $0, parameters) } ?? []
  }

  /// The embeddings of the posts of `selection`, sorted by id; what is not in the cache is extracted first.
  ///
  /// - Parameters:
  ///   - open: the study.
  ///   - cache: its cache.
  ///   - selection: the posts.
  ///   - descriptions: gives posts the column that is embedded; nil where none is needed.
  /// - Returns: the embeddings, at least one.
  /// - Throws: ``UserError`` where no post has an embedding.
  func embedded(
    in open: OpenStudy, cache: FeatureCache, selection: PostSelection = .all,
    descriptions: PostDescriptions? = nil
  ) async throws -> EmbeddedPosts {
    let pipeline = open.pipeline(extractors, cache: cache)
    var collector = EmbeddedPosts.Collector(extractor: identity, uses: uses)
    try await open.eachPage(in: selection) { posts in
      try await collector.add(try await descriptions?.describing(posts) ?? posts, from: pipeline)
    }
    let posts = try collector.posts()
    guard !posts.ids.isEmpty else {
      throw UserError(
        "no post has \(uses.map(\.text).joined(separator: " or ")) that \(model.name) can embed")
    }
    return posts
  }
}
