import ContentCoding
import Learning

/// What a text-svm coder learned: terms and heads from all gold posts, and for each fold from those outside it.
public struct TrainedTextSVM: Codable, Sendable {
  /// The parameters that it was trained with.
  public let parameters: TextSVMParameters
  /// The variables, in the codebook's order.
  public let variables: [TrainedTextVariable]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds
  /// The terms of all gold posts.
  let whole: TermVectoriser
  /// For each fold the terms of the gold posts outside it.
  let heldOut: [TermVectoriser]

  /// What was learned of the variable called `name`.
  subscript(name: String) -> TrainedTextVariable? {
    variables.first { $0.variable.name == name }
  }
}

/// The heads of one variable.
public struct TrainedTextVariable: Codable, Sendable {
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
    case trained(whole: TextHead, heldOut: [TextHead])
    /// Gold does not hold enough to learn from.
    case none(String)
  }
}

/// A linear model and the labels that its outputs stand for.
public struct TextHead: Codable, Sendable {
  let labels: [String]
  var model: SparseLinearModel
}

extension TrainedTextSVM {
  private enum CodingKeys: String, CodingKey {
    case parameters, variables, folds, whole, heldOut
  }

  /// Decodes what was learned; heads that do not fit their terms are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(TextSVMParameters.self, forKey: .parameters)
    variables = try container.decode([TrainedTextVariable].self, forKey: .variables)
    folds = try container.decode(Folds.self, forKey: .folds)
    whole = try container.decode(TermVectoriser.self, forKey: .whole)
    heldOut = try container.decode([TermVectoriser].self, forKey: .heldOut)
    for variable in variables {
      guard case .trained(let head, let others) = variable.heads else { continue }
      let pairs = [(head, whole)] + zip(others, heldOut)
      guard others.count == heldOut.count, pairs.allSatisfy({ $0.fits($1) }) else {
        throw DecodingError.dataCorruptedError(
          forKey: .variables, in: container,
          debugDescription: "the heads of \(variable.variable.name) do not fit their terms")
      }
    }
  }
}

extension TextHead {
  fileprivate func fits(_ terms: TermVectoriser) -> Bool {
    Set(labels).count == labels.count && model.outputCount == labels.count
      && model.featureCount == max(terms.count, 1)
  }
}
