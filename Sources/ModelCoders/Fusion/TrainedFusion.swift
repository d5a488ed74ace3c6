import ContentCoding
import Learning

/// What a fusion learned: a head for each variable, and for each fold one that has not seen it.
public struct TrainedFusion: Codable, Sendable {
  /// The parameters that the heads were trained with.
  public let parameters: FusionParameters
  /// The encoders of the parts.
  public let extractors: [ExtractorIdentity]
  /// The length of each part's embeddings.
  public let widths: [Int]
  /// The variables, in the codebook's order.
  public let variables: [TrainedFusionVariable]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds

  /// What was learned of the variable called `name`.
  subscript(name: String) -> TrainedFusionVariable? {
    variables.first { $0.variable.name == name }
  }

  /// The weights of the parts, a sentence for each variable that has them.
  public var summary: [String] {
    variables.compactMap { variable in
      guard let weights = variable.weights else { return nil }
      let rest = parameters.way == .gated ? ", on average; each post has its own" : ""
      return "\(variable.variable.name) weighs \(text(of: weights))\(rest)"
    }
  }

  /// `picture 0.71, caption 0.29`.
  func text(of weights: [Double]) -> String {
    zip(parameters.parts, weights).map { part, weight in "\(part.name) \(PartWeight.text(weight))" }
      .joined(separator: ", ")
  }
}

/// The heads of one variable.
public struct TrainedFusionVariable: Codable, Sendable {
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
    case trained(whole: LabelledFusedHead, heldOut: [LabelledFusedHead])
    /// Gold does not hold enough to learn from.
    case none(String)
  }

  /// How the training on all gold posts went; nil where nothing was learned.
  public var course: FusionCourse? {
    if case .trained(let whole, _) = heads { whole.head.course } else { nil }
  }

  /// The weights of the parts; of a gate those after the best epoch, on average; nil for concatenated parts.
  public var weights: [Double]? {
    guard case .trained(let whole, _) = heads else { return nil }
    if let weights = whole.head.weights { return weights }
    let course = whole.head.course
    return course.weights.indices.contains(course.bestEpochs - 1)
      ? course.weights[course.bestEpochs - 1] : nil
  }
}

/// A head and the labels that its columns stand for; no labels for a number.
public struct LabelledFusedHead: Codable, Sendable {
  let labels: [String]
  let head: FusedHead

  init(labels: [String], head: FusedHead) {
    self.labels = labels
    self.head = head
  }

  func with(_ temperature: Float) -> LabelledFusedHead {
    var head = head
    head.temperature = temperature
    return LabelledFusedHead(labels: labels, head: head)
  }

  private enum CodingKeys: String, CodingKey { case labels, head }

  /// Decodes a head whose labels fit its columns.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    labels = try container.decode([String].self, forKey: .labels)
    head = try container.decode(FusedHead.self, forKey: .head)
    guard Set(labels).count == labels.count, head.outputCount == max(1, labels.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container,
        debugDescription: "the head gives \(head.outputCount) scores for \(Set(labels).count) labels")
    }
  }
}

extension TrainedFusion {
  private enum CodingKeys: String, CodingKey {
    case parameters, extractors, widths, variables, folds
  }

  /// Decodes what was learned; heads that do not fit the parts are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(FusionParameters.self, forKey: .parameters)
    extractors = try container.decode([ExtractorIdentity].self, forKey: .extractors)
    widths = try container.decode([Int].self, forKey: .widths)
    variables = try container.decode([TrainedFusionVariable].self, forKey: .variables)
    folds = try container.decode(Folds.self, forKey: .folds)
    let fit = variables.allSatisfy { variable in
      guard case .trained(let whole, let heldOut) = variable.heads else { return true }
      return heldOut.count == folds.count && ([whole] + heldOut).allSatisfy { $0.head.widths == widths }
    }
    guard fit, extractors.count == parameters.parts.count, widths.count == parameters.parts.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .variables, in: container, debugDescription: "the heads of the fusion do not fit its parts")
    }
  }
}
