import ContentCoding
import ModelCoders
import Storage

/// The embeddings of a study's posts by one encoder: of their pictures, or of their texts.
struct PostEncoder: Sendable {
  let identity: ExtractorIdentity
  let extractors: Extractors
  /// What a run records of the models: one, or a classifier and the encoder of its labels.
  let models: [ModelRecord]
  /// What of a post is embedded.
  let uses: [PostPart]
  /// The encoder of pictures; nil where texts, or the labels of pictures, are embedded.
  private let pictures: PictureEncoder?
  /// The encoder of texts, or of labels; nil where pictures are embedded themselves.
  private let words: (any TextExtractor)?

  /// Opens the encoder of `uses`.
  ///
  /// - Throws: ``UserError`` where the model cannot be opened, or does not embed what is used.
  init(_ choice: EncoderChoice, uses: [PostPart], from encoders: Encoders) throws {
    if !uses.contains(.image) {
      let (encoder, record) = try encoders.textEncoder(choice.labelSpace?.texts ?? choice)
      self.init(ofTexts: encoder, record, uses: uses)
    } else if let parts = choice.labelSpace {
      let (space, texts, records) = try encoders.labelSpace(
        of: parts.classifier, in: parts.texts, LabelSpace.Settings())
      self.init(
        identity: space.identity, extractors: Extractors(ofMedia: [space]), models: records, uses: uses,
        pictures: nil, words: texts)
    } else {
      let (encoder, record) = try encoders.pictureEncoder(choice)
      self.init(
        identity: encoder.identity, extractors: Extractors(ofMedia: [encoder]), models: [record], uses: uses,
        pictures: encoder, words: nil)
    }
  }

  private init(ofTexts encoder: any TextExtractor, _ record: ModelRecord, uses: [PostPart]) {
    self.init(
      identity: encoder.identity, extractors: Extractors(ofTexts: [encoder]), models: [record], uses: uses,
      pictures: nil, words: encoder)
  }

  private init(
    identity: ExtractorIdentity, extractors: Extractors, models: [ModelRecord], uses: [PostPart],
    pictures: PictureEncoder?, words: (any TextExtractor)?
  ) {
    self.identity = identity
    self.extractors = extractors
    self.models = models
    self.uses = uses
    self.pictures = pictures
    self.words = words
  }

  /// Opens the encoder of `uses`, and with it that of the words which can be compared with them: where texts are embedded, the same.
  ///
  /// - Throws: ``UserError`` where there is none of both.
  static func withWords(
    _ choice: EncoderChoice, uses: [PostPart], from encoders: Encoders
  ) throws -> (posts: PostEncoder, words: PostEncoder) {
    let posts = try PostEncoder(choice, uses: uses, from: encoders)
    guard posts.looksAtPictures else { return (posts, posts) }
    if let words = posts.words, let record = posts.models.last {
      return (posts, PostEncoder(ofTexts: words, record, uses: [.caption]))
    }
    return (posts, try PostEncoder(choice, uses: [.caption], from: encoders))
  }

  /// Whether pictures are embedded, and not texts.
  var looksAtPictures: Bool { uses.contains(.image) }

  /// How many numbers an embedding has.
  func dimension() throws -> Int {
    try pictures?.dimension() ?? words?.dimension() ?? 0
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
        "no post has \(uses.map(\.text).joined(separator: " or ")) that \(models.map(\.name).joined(separator: " and ")) can embed"
      )
    }
    return posts
  }
}
