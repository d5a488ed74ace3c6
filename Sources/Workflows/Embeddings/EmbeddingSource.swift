import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// The embeddings of a study's pictures, or of its posts' texts, in the order of posts.
struct EmbeddingSource {
  /// One embedding, and what it was made of.
  struct Row {
    let post: String
    let path: String
    let sha256: String
    /// nil where there is none.
    let vector: [Float]?
  }

  private enum Encoder {
    case pictures(PictureEncoder)
    case texts(any TextExtractor)
  }

  private let open: OpenStudy
  private let uses: [PostPart]
  private let encoder: Encoder
  private let cache: FeatureCache

  /// The embeddings that `choice` makes of `uses` of each post.
  init(open: OpenStudy, choice: EncoderChoice, uses: [PostPart], provider: Provider) throws {
    self.open = open
    self.uses = uses
    cache = try open.featureCache()
    let encoders = try Encoders(forStudyAt: open.folder, on: provider)
    encoder =
      uses.contains(.image)
      ? .pictures(try encoders.pictureEncoder(choice).encoder)
      : .texts(try encoders.textEncoder(choice).encoder)
  }

  /// What a row is.
  var noun: String {
    switch encoder {
    case .pictures: "pictures"
    case .texts: "texts"
    }
  }

  /// A meter of rows, for whoever follows.
  func meter(total: Int) -> ProgressMeter {
    ProgressMeter(total: total, noun: noun, for: open.listener)
  }

  /// How many rows the posts of `selection` have.
  func count(in selection: PostSelection = .all) throws -> Int {
    switch encoder {
    case .pictures: try open.study.mediaCount(in: selection)
    case .texts: try open.study.postCount(in: selection)
    }
  }

  /// How many numbers a row has.
  func dimension() throws -> Int {
    switch encoder {
    case .pictures(let encoder): try encoder.dimension()
    case .texts(let encoder): try encoder.dimension()
    }
  }

  /// Gives every row of the posts of `selection` to `body`; what is not in the cache is extracted first.
  func forEachRow(
    in selection: PostSelection = .all, progress: @escaping @Sendable (Int) -> Void,
    _ body: (Row) throws -> Void
  ) async throws {
    let pipeline = self.pipeline(progress: progress)
    var after: PostCursor?
    repeat {
      let page = try open.study.posts(after: after, limit: CodingSession.pageSize, in: selection)
      for row in try await rows(of: page.posts, from: pipeline) { try body(row) }
      after = page.end
    } while after != nil
  }

  private func pipeline(progress: @escaping @Sendable (Int) -> Void) -> FeaturePipeline {
    var extractors = Extractors()
    switch encoder {
    case .pictures(let encoder): extractors.ofMedia = [encoder]
    case .texts(let encoder): extractors.ofTexts = [encoder]
    }
    return FeaturePipeline(
      folder: open.folder, extractors: extractors.ofMedia, textExtractors: extractors.ofTexts, store: cache,
      ledger: open.study, workers: Machine.workers, progress: progress)
  }

  private func rows(of posts: [Post], from pipeline: FeaturePipeline) async throws -> [Row] {
    switch encoder {
    case .pictures(let encoder):
      let features = try await pipeline.features(of: posts.flatMap(\.media), by: encoder.identity)
      // Read again: the hashes of files that were read just now.
      let media = try open.study.posts(withIDs: posts.map(\.id)).flatMap { post in
        post.media.map { (post.id, $0) }
      }
      return zip(features, media).map { feature, item in
        Row(post: item.0, path: item.1.path, sha256: item.1.sha256 ?? "", vector: feature.vector)
      }
    case .texts(let encoder):
      let texts = posts.map { $0.text(of: uses) ?? "" }
      let features = try await pipeline.features(ofTexts: texts, by: encoder.identity)
      return zip(posts, zip(texts, features)).map { post, pair in
        Row(
          post: post.id, path: "", sha256: Fingerprint(ofBytes: Array(pair.0.utf8)).hex,
          vector: pair.1.vector)
      }
    }
  }
}

extension Feature {
  /// The numbers of an embedding; nil of anything else.
  fileprivate var vector: [Float]? { if case .vector(let vector) = self { vector } else { nil } }
}
