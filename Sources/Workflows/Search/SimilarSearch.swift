import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Looks through a study for the posts nearest to something.
package struct SimilarSearch {
  /// What a query stands for.
  package enum Subject: String, CaseIterable, Sendable {
    case post, file, text
  }

  /// A post that is like what was looked for.
  package typealias Match = SimilarPosts.Match

  private let open: OpenStudy
  private let choice: EncoderChoice
  private let uses: [PostPart]
  private let encoders: Encoders
  private let cache: FeatureCache

  /// A search in the space of an encoder, by `uses` of each post.
  package init(open: OpenStudy, choice: EncoderChoice, uses: [PostPart], provider: Provider) throws {
    self.open = open
    self.choice = choice
    self.uses = uses
    encoders = try Encoders(forStudyAt: open.folder, on: provider)
    cache = try open.featureCache()
  }

  private var looksAtPictures: Bool { uses.contains(.image) }

  /// The nearest posts.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - query: a post's id, a file's path, or words.
  ///   - kind: which of these it is; nil for the first that fits.
  /// - Returns: the nearest posts, nearest first, and how many were compared.
  /// - Throws: ``UserError`` where there is no such post, no usable picture, or no encoder for words.
  package func nearest(
    _ count: Int, to query: String, as kind: Subject?
  ) async throws -> (matches: [SimilarPosts.Match], compared: Int) {
    let post = kind == nil || kind == .post ? try open.study.post(query) : nil
    if kind == .post, post == nil { throw UserError(try open.unknownPost(query)) }
    let isFile =
      post == nil && looksAtPictures
      && (kind == .file || kind == nil && FileManager.default.fileExists(atPath: query))
    let isText = post == nil && !isFile
    let encoder = try PostEncoder(choice, uses: uses, from: encoders)
    // Words are looked for in pictures by the other half of the encoder.
    let words =
      isText && looksAtPictures ? try PostEncoder(choice, uses: [.caption], from: encoders) : encoder
    let pipeline = open.pipeline(encoder.extractors, cache: cache)
    // What is not in the study is embedded and forgotten.
    let passing = open.pipeline(words.extractors, cache: KeepsNothing(), ledger: KeepsNothing())
    let wanted: [Feature]
    if let post {
      wanted =
        looksAtPictures
        ? try await pipeline.features(of: post.media, by: encoder.identity)
        : try await pipeline.features(ofTexts: post.text(of: uses).map { [$0] } ?? [], by: encoder.identity)
      if wanted.isEmpty {
        throw UserError(
          "\(query) has no \(looksAtPictures ? "picture" : uses.map(\.text).joined()) to compare")
      }
    } else if isFile {
      let path = URL(fileURLWithPath: query).standardizedFileURL.path
      MediaRoots.add(file: URL(fileURLWithPath: path), forStudyAt: open.folder)
      wanted = try await passing.features(of: [Media(path: path)], by: encoder.identity)
    } else {
      wanted = try await passing.features(ofTexts: [query], by: words.identity)
    }
    let vectors = wanted.compactMap { if case .vector(let vector) = $0 { vector } else { nil } }
    guard !vectors.isEmpty else {
      let reason = wanted.lazy.compactMap { if case .missing(let reason) = $0 { reason } else { nil } }.first
      throw UserError("\(query) cannot be compared: \(reason?.description ?? "it has no embedding")")
    }
    var search = SimilarPosts(
      to: vectors, count: count, excluding: post?.id, extractor: encoder.identity, uses: uses)
    try await open.eachPage { try await search.look(at: $0, from: pipeline) }
    return (search.matches, search.compared)
  }
}
