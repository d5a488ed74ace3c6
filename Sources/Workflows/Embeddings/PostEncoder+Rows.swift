import ContentCoding
import Foundation
import ModelCoders
import Storage

extension PostEncoder {
  /// The embedding of one picture or text, and what it was made of.
  struct Row {
    let post: String
    let path: String
    let sha256: String
    /// nil where there is none.
    let vector: [Float]?
  }

  /// What rows are, in the plural.
  var noun: String { looksAtPictures ? "pictures" : "texts" }

  /// How many rows a study has.
  func rowCount(in open: OpenStudy) throws -> Int {
    looksAtPictures ? try open.study.mediaCount() : try open.study.postCount()
  }

  /// Gives every row of a study to `body`, in the order of posts; what is not in the cache is extracted first.
  func forEachRow(in open: OpenStudy, _ body: (Row) throws -> Void) async throws {
    let pipeline = open.pipeline(extractors, cache: try open.featureCache())
    try await open.eachPage { posts in
      for row in try await rows(of: posts, in: open, from: pipeline) { try body(row) }
    }
  }

  private func rows(
    of posts: [Post], in open: OpenStudy, from pipeline: FeaturePipeline
  ) async throws -> [Row] {
    guard looksAtPictures else {
      let texts = posts.map { $0.text(of: uses) ?? "" }
      let features = try await pipeline.features(ofTexts: texts, by: identity)
      return zip(posts, zip(texts, features)).map { post, pair in
        Row(
          post: post.id, path: "", sha256: Fingerprint(ofBytes: Array(pair.0.utf8)).hex,
          vector: pair.1.vector)
      }
    }
    let features = try await pipeline.features(of: posts.flatMap(\.media), by: identity)
    // Read again: the hashes of files that were read just now.
    let media = try open.study.posts(withIDs: posts.map(\.id)).flatMap { post in
      post.media.map { (post.id, $0) }
    }
    return zip(features, media).map { feature, item in
      Row(post: item.0, path: item.1.path, sha256: item.1.sha256 ?? "", vector: feature.vector)
    }
  }
}

extension Feature {
  /// The numbers of an embedding; nil of anything else.
  fileprivate var vector: [Float]? { if case .vector(let vector) = self { vector } else { nil } }
}
