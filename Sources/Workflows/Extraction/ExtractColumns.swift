import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Looks at the pictures of posts, and keeps what is seen as columns of the posts, which coders, figures and pages read like any other.
package struct ExtractColumns: Workflow, Sendable {
  /// What is extracted.
  package enum Kind: String, CaseIterable, Sendable {
    /// Measures of how pictures look.
    case aesthetics
    /// The most probable labels of a classifier.
    case labels
  }

  /// What is extracted.
  let kind: Kind
  /// The classifier of ``Kind/labels``.
  package var model = EncoderChoice(EncoderChoice.strongModel)
  /// How many labels are kept.
  package var count = 5
  /// Where models compute.
  package var provider = Provider.cpu
  /// The posts.
  package var posts = PostChoice()

  /// An extraction of `kind`.
  package init(_ kind: Kind) { self.kind = kind }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// The extractor's name.
    package let extractor: String
    package let columns: [String]
    /// Posts that have the columns now.
    package var posts = 0
    /// Posts without a picture.
    package var withoutPicture = 0
    /// Posts whose pictures cannot be read.
    package var unreadable = 0
    /// Seconds that it took.
    package var seconds = 0.0
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let start = ContinuousClock.now
    let extractor = try extractor(in: open)
    let selection = try posts.selection(in: open)
    let pipeline = open.pipeline(Extractors(ofMedia: [extractor.media]), cache: try open.featureCache())
    var outcome = Outcome(extractor: extractor.media.identity.name, columns: extractor.columns)
    try await open.eachPage(in: selection) { posts in
      let lists = try await pipeline.featureLists(of: posts.flatMap(\.media), by: extractor.media.identity)
      var rest = lists[...]
      var found: [String: [String: String?]] = [:]
      for post in posts {
        let features = rest.prefix(post.media.count).joined()
        rest = rest.dropFirst(post.media.count)
        let vectors = features.compactMap { if case .vector(let vector) = $0 { vector } else { nil } }
        if vectors.isEmpty {
          if post.media.isEmpty { outcome.withoutPicture += 1 } else { outcome.unreadable += 1 }
          // What an earlier picture had does not stay.
          found[post.id] = Dictionary(
            extractor.columns.filter { post.columns[$0] != nil }.map { ($0, nil) },
            uniquingKeysWith: { first, _ in first })
        } else {
          outcome.posts += 1
          found[post.id] = extractor.cells(of: vectors)
        }
      }
      try open.study.setColumns(found)
    }
    outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
    try open.study.record(
      Extraction(
        name: kind.rawValue, extractor: extractor.media.identity, columns: extractor.columns,
        posts: outcome.posts,
        seconds: outcome.seconds, version: ProgramVersion.current, madeAt: Date()))
    return outcome
  }

  private func extractor(in open: OpenStudy) throws -> any PostExtractor {
    switch kind {
    case .aesthetics: return AestheticsColumns()
    case .labels:
      let (classifier, _) = try Encoders(of: open, on: provider).pictureClassifier(model)
      return LabelColumns(classifier: classifier, count: count)
    }
  }
}
