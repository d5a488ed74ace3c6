import ContentCoding
import Inference
import ModelCoders
import Storage

/// An encoder of a study's posts: of their pictures, or of their texts.
struct PostEncoder: Sendable {
  let identity: ExtractorIdentity
  let extractors: Extractors
  let model: ModelRecord
  /// What of a post is embedded.
  let uses: [PostPart]

  /// Opens the encoder of `uses`.
  init(_ choice: EncoderChoice, uses: [PostPart], from encoders: Encoders) throws {
    self.uses = uses
    if uses.contains(.image) {
      let (encoder, record) = try encoders.pictureEncoder(choice)
      (identity, extractors, model) = (encoder.identity, Extractors(ofMedia: [encoder]), record)
    } else {
      let (encoder, record) = try encoders.textEncoder(choice)
      (identity, extractors, model) = (encoder.identity, Extractors(ofTexts: [encoder]), record)
    }
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
    let line = ProgressMeter(
      total: try open.study.postCount(in: selection), noun: "posts", for: open.listener)
    defer { line.clear() }
    let pipeline = FeaturePipeline(
      folder: open.folder, extractors: extractors.ofMedia, textExtractors: extractors.ofTexts, store: cache,
      ledger: open.study, workers: Machine.workers)
    var collector = EmbeddedPosts.Collector(extractor: identity, uses: uses)
    var after: PostCursor?
    repeat {
      let page = try open.study.posts(after: after, limit: CodingSession.pageSize, in: selection)
      try await collector.add(try await descriptions?.describing(page.posts) ?? page.posts, from: pipeline)
      line.advance(by: page.posts.count)
      after = page.end
    } while after != nil
    let posts = try collector.posts()
    guard !posts.ids.isEmpty else {
      throw UserError(
        "no post has \(uses.map(\.text).joined(separator: " or ")) that \(model.name) can embed")
    }
    return posts
  }
}
