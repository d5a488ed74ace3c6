import ContentCoding
import Learning

/// What a text-svm coder learned: terms and heads from all gold posts, and for each fold from those outside it.
public struct TrainedTextSVM: LearnedHeads {
  /// The parameters that it was trained with.
  public let parameters: TextSVMParameters
  /// The variables, in the codebook's order.
  public let variables: [LearnedVariable<SparseLinearModel>]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds
  /// The terms of all gold posts.
  let whole: TermVectoriser
  /// For each fold the terms of the gold posts outside it.
  let heldOut: [TermVectoriser]

  /// The terms by which a head reads.
  var terms: PerFold<TermVectoriser> { PerFold(whole: whole, heldOut: heldOut) }
}

extension TrainedTextSVM {
  private enum CodingKeys: String, CodingKey {
    case parameters, variables, folds, whole, heldOut
  }

  /// Decodes what was learned; heads that do not fit their terms are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(TextSVMParameters.self, forKey: .parameters)
    variables = try container.decode([LearnedVariable<SparseLinearModel>].self, forKey: .variables)
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

extension LabelledHead<SparseLinearModel> {
  fileprivate func fits(_ terms: TermVectoriser) -> Bool {
    model.outputCount == labels.count && model.featureCount == max(terms.count, 1)
  }
}
