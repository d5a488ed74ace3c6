import ContentCoding
import Learning

/// A model of one variable that gives a score for each label, or a number.
///
/// Kinds of coders differ in what they read of a post; what is done with scores is the same for all.
public protocol HeadModel: Codable, Sendable {
  /// Scores for each row: one for each label, 1 for a number.
  var outputCount: Int { get }
  /// What logits are divided by before they become probabilities; above 0, 1 where nothing was calibrated.
  var temperature: Float { get set }
  /// The key under which a study keeps the model.
  static var storedKey: LabelledHead<Self>.Key { get }
}

extension HeadModel {
  /// `head`, as most models are kept.
  public static var storedKey: LabelledHead<Self>.Key { .head }
}

extension TrainedHead: HeadModel {}

extension FusedHead: HeadModel {}

extension SparseLinearModel: HeadModel {
  /// `model`, as text-svm coders have always kept theirs.
  public static var storedKey: LabelledHead<Self>.Key { .model }
}

/// A head and the labels that its columns stand for; no labels for a number.
public struct LabelledHead<Model: HeadModel>: Sendable {
  let labels: [String]
  var model: Model

  func calibrated(_ temperature: Float) -> LabelledHead {
    var head = self
    head.model.temperature = temperature
    return head
  }
}

extension LabelledHead: Codable {
  /// The keys of what is kept.
  public enum Key: String, CodingKey {
    case labels, head, model
  }

  /// Decodes a head; one whose labels do not fit its columns is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    labels = try container.decode([String].self, forKey: .labels)
    model = try container.decode(Model.self, forKey: Model.storedKey)
    guard Set(labels).count == labels.count, model.outputCount == max(1, labels.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container,
        debugDescription: "the head gives \(model.outputCount) scores for \(Set(labels).count) labels")
    }
  }

  /// Encodes labels and model.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(labels, forKey: .labels)
    try container.encode(model, forKey: Model.storedKey)
  }
}
