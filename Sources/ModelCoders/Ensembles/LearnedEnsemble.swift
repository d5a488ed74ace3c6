import ContentCoding
import Learning

/// What an ensemble learned from gold.
public struct LearnedEnsemble: Codable, Sendable {
  /// The variables, in the codebook's order.
  public let variables: [OfVariable]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds

  /// What was learned of one variable.
  public struct OfVariable: Codable, Sendable {
    /// What is answered, as it stood when it was learned.
    public let variable: VariableShape
    /// How many gold posts were learned from.
    public let examples: Int
    let result: Result

    private enum CodingKeys: String, CodingKey {
      case variable, examples
      case result = "lesson"
    }
  }

  enum Result: Codable, Sendable {
    /// How much each member's vote counts.
    case weights(PerFold<[String: Double]>)
    /// A regression on the members' scores.
    case stacking(PerFold<LabelledHead<TrainedHead>>)
    /// Where the cheap member's confidence is enough.
    case threshold(PerFold<CascadeThreshold>)
    /// Gold does not hold enough to learn from.
    case none(String)
  }

  /// What was learned of the variable called `name`.
  subscript(name: String) -> Result? {
    variables.first { $0.variable.name == name }?.result
  }
}

extension LearnedEnsemble {
  /// What was learned, one line for each variable.
  ///
  /// - Parameter members: the ensemble's members, in their order.
  /// - Returns: sentences for people.
  public func summary(of members: [String]) -> [String] {
    variables.flatMap { learned -> [String] in
      let name = learned.variable.name
      switch learned.result {
      case .none(let why): return [why]
      case .stacking: return ["\(name): a regression on \(members.joined(separator: ", "))"]
      case .weights(let weights):
        let parts = members.map { "\($0) \((weights.whole[$0] ?? 0).rounded(to: 3))" }
        return ["\(name): votes weigh \(parts.joined(separator: ", "))"]
      case .threshold(let threshold):
        return members.count == 2
          ? [threshold.whole.text(of: name, cheap: members[0], dear: members[1])] : []
      }
    }
  }
}
