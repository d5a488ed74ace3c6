import ContentCoding
import Learning

/// What a probe learned: a head for each variable, and for each fold one that has not seen it.
public struct TrainedProbe: Codable, Sendable {
  /// The parameters that the heads were trained with.
  public let parameters: ProbeParameters
  /// The encoder whose embeddings they read.
  public let extractor: ExtractorIdentity
  /// The variables, in the codebook's order.
  public let variables: [TrainedVariable]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds

  /// The length of the embeddings that the heads read; nil where there is no head.
  var dimension: Int? {
    variables.lazy.compactMap { variable in
      if case .trained(let whole, _) = variable.heads { whole.head.featureCount } else { nil }
    }.first
  }

  /// The heads of the variable called `name`.
  subscript(name: String) -> TrainedVariable? {
    variables.first { $0.variable.name == name }
  }
}

/// The heads of one variable.
public struct TrainedVariable: Codable, Sendable {
  /// What is answered, as it stood when it was learned.
  public let variable: VariableShape
  /// How many gold posts were learned from.
  public let examples: Int
  /// Labels with fewer than 2 gold codings, and how many they have: they are never predicted.
  public let neverPredicted: [String: Int]
  /// The heads, or why there are none.
  public let heads: Heads

  /// What there is to answer with.
  public enum Heads: Codable, Sendable {
    /// `whole` learned from all gold posts, `heldOut[fold]` from those outside the fold.
    case trained(whole: LabelledHead, heldOut: [LabelledHead])
    /// Gold does not hold enough to learn from.
    case none(String)
  }
}

/// The parts of a variable that a probe depends on; a new definition does not make it answer otherwise.
public struct VariableShape: Codable, Hashable, Sendable {
  /// The variable's name.
  public let name: String
  /// Its type.
  public let type: VariableType
  /// Its labels, in the codebook's order.
  public let labels: [String]
  /// Its range, which predicted numbers are kept in.
  public let range: ClosedRange<Double>?

  /// The shape of `variable`.
  public init(_ variable: Variable) {
    name = variable.name
    type = variable.type
    labels = variable.labels
    range = variable.range
  }
}

/// A head and the labels that its columns stand for; no labels for a number.
public struct LabelledHead: Codable, Sendable {
  let labels: [String]
  var head: TrainedHead
}

extension LabelledHead {
  /// Decodes a head whose labels fit its columns.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    labels = try container.decode([String].self, forKey: .labels)
    head = try container.decode(TrainedHead.self, forKey: .head)
    guard Set(labels).count == labels.count, head.outputCount == max(1, labels.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container,
        debugDescription: "the head gives \(head.outputCount) scores for \(Set(labels).count) labels")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case labels, head
  }
}
