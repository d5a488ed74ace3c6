import ContentCoding
import Foundation
import Imaging
import Synchronization

/// Puts pictures into a space of texts by the labels that a classifier gives them: ConSE (Norouzi and others 2014).
///
/// A picture's vector is the mean of the embeddings of its most probable labels, weighted by their probabilities. So pictures can be compared
/// with phrases without a model that was trained on both.
public struct LabelSpace: MediaExtractor {
  /// How many labels, and how sure the classifier is made.
  public struct Settings: Codable, Hashable, Sendable {
    /// So many of the most probable labels are taken, from 1.
    public var count: Int
    /// What logits are divided by before they become probabilities, above 0; above 1 labels come nearer to each other.
    public var temperature: Double

    /// Settings with the usual values of the paper.
    public init(count: Int = 10, temperature: Double = 1) {
      self.count = count
      self.temperature = temperature
    }
  }

  /// The classifier's name; covers both models and the settings.
  public let identity: ExtractorIdentity
  private let classifier: PictureClassifier
  private let settings: Settings
  private let vectors: LabelVectors

  /// The labels' scale in a softmax: cosines of mixtures lie nearer to each other than those of models that were trained on pictures and
  /// texts, whose scale is 100.
  public static let logitScale = 20.0

  /// How many pictures go through the classifier at once.
  public var batchSize: Int { classifier.batchSize }

  /// A space.
  ///
  /// - Parameters:
  ///   - classifier: Gives labels to pictures.
  ///   - texts: Embeds the labels.
  ///   - settings: How labels are weighted.
  public init(classifier: PictureClassifier, texts: any TextExtractor, settings: Settings = Settings()) {
    self.classifier = classifier
    self.settings = settings
    vectors = LabelVectors(labels: classifier.labels.names.map(Self.sentence), texts: texts)
    identity = ExtractorIdentity(
      name: "\(classifier.identity.name) in words",
      fingerprint: Fingerprint(
        of: Recipe(classifier: classifier.identity, texts: texts.identity, settings: settings, version: 1)))
  }

  private struct Recipe: Encodable {
    let classifier: ExtractorIdentity
    let texts: ExtractorIdentity
    let settings: Settings
    let version: Int
  }

  /// A label as a phrase: of several names the first, without the Latin one and without an id in brackets.
  static func sentence(_ label: String) -> String {
    let name = label.split(separator: ",").first.map(String.init) ?? label
    return "a photo of " + name.replacing(/\s\(n\d+\)$/, with: "")
  }

  /// The mean of `vectors`, weighted by the probabilities that `logits` give: those of the most probable labels alone.
  ///
  /// Of labels that are equally probable the first counts.
  static func vector(of logits: [Float], _ vectors: [[Float]], _ settings: Settings) -> [Float] {
    let scaled = logits.map { Double($0) / settings.temperature }
    let best = scaled.indices.sorted { (scaled[$1], $0) < (scaled[$0], $1) }.prefix(settings.count)
    let greatest = best.first.map { scaled[$0] } ?? 0
    let weights = best.map { exp(scaled[$0] - greatest) }
    let sum = weights.reduce(0, +)
    var mean = [Double](repeating: 0, count: vectors.first?.count ?? 0)
    for (place, weight) in zip(best, weights) {
      for (dimension, number) in vectors[place].enumerated() {
        mean[dimension] += weight / sum * Double(number)
      }
    }
    return mean.map(Float.init)
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch { Batch(space: self, pictures: classifier.makeBatch()) }

  private struct Batch: ExtractionBatch {
    let space: LabelSpace
    var pictures: any ExtractionBatch

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) { try pictures.add(bytes) }

    mutating func add(_ frame: PixelImage) throws(ImageProblem) { try pictures.add(frame) }

    mutating func finish() throws -> [Feature] {
      let vectors = try space.vectors.all()
      return try pictures.finish().map { feature in
        guard case .vector(let logits) = feature else { return feature }
        return Feature(
          embedding: LabelSpace.vector(of: logits, vectors, space.settings), by: space.identity.name)
      }
    }
  }
}

/// The embeddings of labels, made when the first picture goes through.
private final class LabelVectors: Sendable {
  private let labels: [String]
  private let texts: any TextExtractor
  private let made = Mutex<[[Float]]?>(nil)

  init(labels: [String], texts: any TextExtractor) {
    self.labels = labels
    self.texts = texts
  }

  /// - Throws: what keeps the labels from being embedded.
  func all() throws -> [[Float]] {
    try made.withLock { made in
      if let made { return made }
      let vectors = try texts.features(of: labels).enumerated().map { place, feature in
        guard case .vector(let vector) = feature else {
          throw EncoderProblem(
            name: texts.identity.name, purpose: .encodeTexts,
            message: "it gives no embedding of \"\(labels[place])\"")
        }
        return vector
      }
      made = vectors
      return vectors
    }
  }
}
