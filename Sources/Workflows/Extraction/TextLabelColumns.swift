import ContentCoding
import ModelCoders
import Storage

/// The most probable label of a post's text by a classifier of texts, and its probability.
struct TextLabelColumns: PostExtractor {
  private let name: String
  private let uses: PostPart
  private let classifier: TextEncoder
  private let labels: ClassifierLabels
  private let pipeline: FeaturePipeline

  /// The columns `name` and `name_probability` of what `classifier` makes of the text of `uses`.
  init(
    _ name: String, uses: PostPart, classifier: TextEncoder, labels: ClassifierLabels, cache: FeatureCache,
    in open: OpenStudy
  ) {
    self.name = name
    self.uses = uses
    self.classifier = classifier
    self.labels = labels
    pipeline = open.pipeline(Extractors(ofTexts: [classifier]), cache: cache)
  }

  var columns: [String] { [name, "\(name)_probability"] }
  var identity: ExtractorIdentity { classifier.identity }

  func look(at posts: [Post]) async throws -> [Sight] {
    let texts = posts.map { $0.text(of: uses) }
    var rest = try await pipeline.features(ofTexts: texts.compactMap(\.self), by: identity)[...]
    return texts.map { text in
      guard text != nil, let feature = rest.popFirst() else { return .nothing }
      guard case .vector(let logits) = feature else { return .unreadable }
      let probabilities = labels.probabilities(of: logits)
      guard let best = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] }) else {
        return .unreadable
      }
      return .cells([
        name: labels.names[best], "\(name)_probability": CellNumber.text(probabilities[best]),
      ])
    }
  }
}
