import ContentCoding
import ModelCoders
import Storage

/// Extractors of media and of texts that work together.
struct Extractors: Sendable {
  var ofMedia: [any MediaExtractor] = []
  var ofTexts: [any TextExtractor] = []

  /// What goes through them: one of it, and many.
  var items: (one: String, many: String) {
    if ofTexts.isEmpty { return ("picture", "pictures") }
    return ofMedia.isEmpty ? ("text", "texts") : ("picture or text", "pictures and texts")
  }

  static func + (some: Extractors, others: Extractors) -> Extractors {
    Extractors(ofMedia: some.ofMedia + others.ofMedia, ofTexts: some.ofTexts + others.ofTexts)
  }
}

extension OpenStudy {
  /// A pipeline over the study's media and texts.
  func pipeline(
    _ extractors: Extractors, cache: any FeatureStore, ledger: (any MediaStore)? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> FeaturePipeline {
    FeaturePipeline(
      folder: folder, extractors: extractors.ofMedia, textExtractors: extractors.ofTexts, store: cache,
      ledger: ledger ?? study, workers: Machine.workers, progress: progress)
  }

  /// Gives the posts of `selection` to `body`, page by page, and tells the listener how far it is.
  ///
  /// - Throws: what `body` throws, or `CancellationError`.
  func eachPage(
    in selection: PostSelection = .all, noun: String = "posts", _ body: ([Post]) async throws -> Void
  ) async throws {
    let meter = ProgressMeter(total: try study.postCount(in: selection), noun: noun, for: listener)
    defer { meter.clear() }
    var after: PostCursor?
    repeat {
      try Task.checkCancellation()
      let page = try study.posts(after: after, limit: CodingSession.pageSize, in: selection)
      try await body(page.posts)
      meter.advance(by: page.posts.count)
      after = page.end
    } while after != nil
  }
}
