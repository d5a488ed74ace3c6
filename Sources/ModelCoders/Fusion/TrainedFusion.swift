import ContentCoding
import Learning

/// What a fusion learned: a head for each variable, and for each fold one that has not seen it.
public struct TrainedFusion: LearnedHeads {
  /// The parameters that the heads were trained with.
  public let parameters: FusionParameters
  /// The encoders of the parts.
  public let extractors: [ExtractorIdentity]
  /// The length of each part's embeddings.
  public let widths: [Int]
  /// The variables, in the codebook's order.
  public let variables: [LearnedVariable<FusedHead>]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds

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

extension LearnedVariable<FusedHead> {
  /// How the training on all gold posts went; nil where nothing was learned.
  public var course: TrainingCourse? { perFold?.whole.model.course }

  /// The weights of the parts; of a gate those after the best epoch, on average; nil for concatenated parts.
  public var weights: [Double]? {
    guard let whole = perFold?.whole.model else { return nil }
    if let weights = whole.weights { return weights }
    let course = whole.course
    return course.weights.indices.contains(course.bestEpochs - 1)
      ? course.weights[course.bestEpochs - 1] : nil
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
    variables = try container.decode([LearnedVariable<FusedHead>].self, forKey: .variables)
    folds = try container.decode(Folds.self, forKey: .folds)
    let fit = variables.allSatisfy { variable in
      guard let heads = variable.perFold else { return true }
      return heads.heldOut.count == folds.count
        && ([heads.whole] + heads.heldOut).allSatisfy { $0.model.widths == widths }
    }
    guard fit, extractors.count == parameters.parts.count, widths.count == parameters.parts.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .variables, in: container, debugDescription: "the heads of the fusion do not fit its parts")
    }
  }
}
