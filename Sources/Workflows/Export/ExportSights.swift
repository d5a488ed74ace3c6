import ContentCoding
import Exchange
import Foundation
import Inference
import ModelCoders
import Storage
import Tables

/// Writes what an extractor saw in each picture and frame, with places, as JSON Lines.
///
/// What is not in the cache is extracted first.
package struct ExportSights: Workflow {
  /// What is extracted.
  let kind: ExtractColumns.Kind
  /// The model; nil for the usual one.
  let model: EncoderChoice?
  /// Where models compute.
  let provider: Provider
  private let lines: JSONLinesWriter

  /// An export of what `kind` sees; nil where it notes no places.
  ///
  /// - Parameters:
  ///   - kind: What is extracted.
  ///   - model: The model; nil for the usual one.
  ///   - provider: Where models compute.
  ///   - put: Takes the bytes of the lines.
  package init?(
    _ kind: ExtractColumns.Kind, model: EncoderChoice?, provider: Provider,
    _ put: @escaping ([UInt8]) throws -> Void
  ) {
    guard [.faces, .objects, .text].contains(kind) else { return nil }
    self.kind = kind
    self.model = model
    self.provider = provider
    lines = JSONLinesWriter(to: put)
  }

  /// What was written.
  package struct Outcome: Sendable {
    /// Pictures and frames, a line each.
    package fileprivate(set) var written = 0
    /// Pictures that cannot be read.
    package fileprivate(set) var missing = 0
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let encoders = try Encoders(of: open, on: provider)
    let outcome: Outcome
    switch kind {
    case .faces:
      outcome = try await write(
        Faces.self, by: encoders.faceDetector(model ?? EncoderChoice(EncoderChoice.faceDetector)), in: open)
    case .objects:
      guard let model else { throw UserError("objects needs --model, the one by which they were extracted") }
      outcome = try await write(Objects.self, by: encoders.objectDetector(model), in: open)
    default:
      outcome = try await write(
        PictureText.self, by: encoders.pictureTextReader(model ?? EncoderChoice(EncoderChoice.textReader)),
        in: open)
    }
    try lines.finish()
    return outcome
  }

  private func write<Seen: Codable>(
    _ type: Seen.Type, by extractor: any MediaExtractor, in open: OpenStudy
  ) async throws -> Outcome {
    let pipeline = open.pipeline(Extractors(ofMedia: [extractor]), cache: try open.featureCache())
    var outcome = Outcome()
    try await open.eachPage(in: .all) { posts in
      let media = posts.flatMap { post in post.media.map { (post: post.id, item: $0) } }
      let lists = try await pipeline.featureLists(of: media.map(\.item), by: extractor.identity)
      for (place, features) in zip(media, lists) {
        for (number, feature) in features.enumerated() {
          guard let seen = feature.noted(as: type) else {
            outcome.missing += 1
            continue
          }
          let frame = MediaPath.isVideo(place.item.path) ? number : nil
          try lines.write(Line(post: place.post, path: place.item.path, frame: frame, seen: seen))
          outcome.written += 1
        }
      }
    }
    return outcome
  }

  /// A line of the file.
  private struct Line<Seen: Encodable>: Encodable {
    let post: String
    let path: String
    /// The number of the frame, from 0; nil for a picture.
    let frame: Int?
    let seen: Seen
  }
}
