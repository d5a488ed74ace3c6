import ContentCoding
import Learning

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
    /// Labels that fewer than 2 posts have, and how many: they are never predicted.
    public let neverPredicted: [String: Int]
    let result: Result

    private enum CodingKeys: String, CodingKey {
      case variable, examples, neverPredicted
      case result = "lesson"
    }
  }

  enum Result: Codable, Sendable {
    /// `whole` learned from all posts, `heldOut[fold]` from those outside the fold.
    case fits(whole: EngagementFit, heldOut: [EngagementFit], posts: NearestPosts)
    /// A category or boolean that was learned with a number, by the same network.
    case joint(with: String)
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
      guard case .fits(let whole, let heldOut, let posts) = variable.result else { continue }
      guard heldOut.count == folds.count, posts.isConsistent, ([whole] + heldOut).allSatisfy(\.isConsistent)
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .variables, in: container,
          debugDescription: "the regressions of \(variable.variable.name) do not fit its posts")
      }
    }
  }

  /// How the training of each variable's network on all posts went; none of regressions.
  public var courses: [(variable: String, course: TrainingCourse)] {
    variables.compactMap { learned in
      guard case .fits(let whole, _, _) = learned.result, case .network(let network) = whole.body else {
        return nil
      }
      return (learned.variable.name, network.course)
    }
  }

  /// What was learned, one sentence for each variable and what people should know of it.
  public var summary: [String] {
    variables.flatMap { learned -> [String] in
      let name = learned.variable.name
      switch learned.result {
      case .none(let why): return [why]
      case .joint(let number): return ["\(name): learned with \(number), from \(learned.examples) posts"]
      case .fits(let whole, let heldOut, _):
        let same = whole.learned.lowerBound == whole.learned.upperBound
        return ["\(name): \(whole.summary(parameters.model, examples: learned.examples))"]
          + (same ? ["\(name): all numbers to learn from are the same, so the answer is always that"] : [])
          + (([whole] + heldOut).allSatisfy(\.converged)
            ? [] : ["\(name): the solver did not come to rest; the weights are those of its last step"])
      }
    }
  }
}

extension EngagementFit {
  fileprivate func summary(_ model: EngagementModel, examples: Int) -> String {
    let what = "\(model.rawValue) on \(layout.width) numbers of \(examples) posts"
    switch body {
    case .regression(let regression):
      let dispersion = regression.dispersion.map { ", dispersion \($0.rounded(to: 3))" } ?? ""
      return "\(what), L2 \(regression.chosenL2.rounded(to: 5))\(dispersion)"
    case .network(let network): return "\(what), \(network.course.losses.count) epochs"
    }
  }

  fileprivate var converged: Bool {
    if case .regression(let regression) = body { regression.converged } else { true }
  }
}
