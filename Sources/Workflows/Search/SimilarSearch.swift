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

  /// What was found.
  package struct Finding: Sendable {
    /// The nearest posts, nearest first.
    package let matches: [Match]
    /// How many posts were compared.
    package let compared: Int
    /// The encoder in whose space they were.
    package let encoder: EncoderChoice
  }

  private let open: OpenStudy
  private let question: EncoderQuestion
  private let encoders: Encoders
  private let cache: FeatureCache

  /// A search in the space of the encoder that `question` asks for.
  package init(open: OpenStudy, question: EncoderQuestion, provider: Provider) throws {
    self.open = open
    self.question = question
    encoders = try Encoders(of: open, on: provider)
    cache = try open.featureCache()
  }

  private var uses: [PostPart] { question.uses }
  private var looksAtPictures: Bool { uses.contains(.image) }

  /// The nearest posts.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - query: a post's id, a file's path, or words.
  ///   - kind: which of these it is; nil for the first that fits.
  /// - Returns: the nearest posts.
  /// - Throws: ``UserError`` where there is no such post, no usable picture, or no encoder for words.
  package func nearest(
    _ count: Int, to query: String, as kind: Subject?
  ) async throws -> Finding {
    let post = kind == nil || kind == .post ? try open.study.post(query) : nil
    if kind == .post, post == nil { throw UserError(try open.unknownPost(query)) }
    let isFile =
      post == nil && looksAtPictures
      && (kind == .file || kind == nil && FileManager.default.fileExists(atPath: query))
    let isText = post == nil && !isFile
    let (choice, encoder, words) = try isText && looksAtPictures ? bothHalves() : oneEncoder()
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
    return Finding(matches: search.matches, compared: search.compared, encoder: choice)
  }

  private typealias Opened = (choice: EncoderChoice, posts: PostEncoder, words: PostEncoder)

  private func oneEncoder() throws -> Opened {
    let choice = question.choice(in: open.configuration)
    let encoder = try PostEncoder(choice, uses: uses, from: encoders)
    return (choice, encoder, encoder)
  }

  /// An encoder of pictures and its other half, by which words are looked for in pictures.
  ///
  /// Where none was named: the first of the study's that has both halves, or else a classifier's labels in the space of texts.
  private func bothHalves() throws -> Opened {
    func opened(_ choice: EncoderChoice) throws -> Opened {
      let (posts, words) = try PostEncoder.withWords(choice, uses: uses, from: encoders)
      return (choice, posts, words)
    }
    let first = question.choice(in: open.configuration)
    if question.model != nil { return try opened(first) }
    let labels = EncoderChoice(
      labelsOf: EncoderChoice(EncoderChoice.strongModel), in: EncoderChoice(EncoderChoice.strongTextModel))
    let ofStudy = open.configuration.coders.flatMap(\.parameters.encodings).filter { $0.uses == uses }
    for choice in [first] + ofStudy.map(\.encoder) + [labels] {
      if let found = try? opened(choice) { return found }
    }
    throw UserError(
      "\(first.name) does not embed words together with pictures. codeframe models pull \(EncoderChoice.strongTextModel) "
        + "fetches a model by which words are compared with the labels that \(EncoderChoice.strongModel) gives to pictures; "
        + "or name a model of both, such as --encoder openai/clip-vit-base-patch32")
  }
}
