import ContentCoding

/// What an engagement coder learned: a regression for each variable, and for each fold one that has not seen it.
public struct TrainedEngagement: Codable, Sendable {
  /// The parameters that it was trained with.
  public let parameters: EngagementParameters
  /// The encoder; nil where nothing is embedded.
  public let extractor: ExtractorIdentity?
  /// The answers of other coders that it goes by.
  public let columns: [CodingColumn]
  /// The variables, in the codebook's order.
  public let variables: [OfVariable]
  /// The fold of every post that could be learned from.
  public let folds: Folds
  /// The length of the embeddings; nil where nothing is embedded.
  let dimension: Int?

  /// What was learned of one variable.
  public struct OfVariable: Codable, Sendable {
    /// What is answered, as it stood when it was learned.
    public let variable: VariableShape
    /// How many posts were learned from.
    public let examples: Int
    let lesson: Lesson
  }

  enum Lesson: Codable, Sendable {
    /// `whole` learned from all posts, `heldOut[fold]` from those outside the fold.
    case fits(whole: EngagementFit, heldOut: [EngagementFit], posts: NearestPosts)
    /// There is not enough to learn from.
    case none(String)
  }

  /// What was learned of the variable called `name`.
  subscript(name: String) -> OfVariable? {
    variables.first { $0.variable.name == name }
  }
}

extension TrainedEngagement {
  private enum CodingKeys: CodingKey {
    case parameters, extractor, columns, variables, folds, dimension
  }

  /// Decodes what was learned; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(EngagementParameters.self, forKey: .parameters)
    extractor = try container.decodeIfPresent(ExtractorIdentity.self, forKey: .extractor)
    columns = try container.decode([CodingColumn].self, forKey: .columns)
    variables = try container.decode([OfVariable].self, forKey: .variables)
    folds = try container.decode(Folds.self, forKey: .folds)
    dimension = try container.decodeIfPresent(Int.self, forKey: .dimension)
    for variable in variables {
      guard case .fits(let whole, let heldOut, let posts) = variable.lesson else { continue }
      let fits = [whole] + heldOut
      guard heldOut.count == folds.count, posts.isConsistent,
        fits.allSatisfy({ $0.layout.width == $0.regression.featureCount && $0.layout.dimension >= 0 })
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .variables, in: container,
          debugDescription: "the regressions of \(variable.variable.name) do not fit its posts")
      }
    }
  }

  /// What was learned, one sentence for each variable and what people should know of it.
  public var summary: [String] {
    variables.flatMap { learned -> [String] in
      let name = learned.variable.name
      guard case .fits(let whole, let heldOut, _) = learned.lesson else {
        if case .none(let why) = learned.lesson { return [why] }
        return []
      }
      let regression = whole.regression
      let dispersion = regression.dispersion.map { ", dispersion \($0.rounded(to: 3))" } ?? ""
      var lines = [
        "\(name): \(parameters.model.rawValue) on \(whole.layout.width) numbers of \(learned.examples) posts, "
          + "L2 \(regression.chosenL2.rounded(to: 5))\(dispersion)"
      ]
      if whole.learned.lowerBound == whole.learned.upperBound {
        lines.append("\(name): all numbers to learn from are the same, so the answer is always that")
      }
      if !([whole] + heldOut).allSatisfy(\.regression.converged) {
        lines.append("\(name): the solver did not come to rest; the weights are those of its last step")
      }
      return lines
    }
  }
}
