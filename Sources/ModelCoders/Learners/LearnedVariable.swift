import ContentCoding

/// The heads of one variable.
public struct LearnedVariable<Model: HeadModel>: Codable, Sendable {
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
    case trained(whole: LabelledHead<Model>, heldOut: [LabelledHead<Model>])
    /// Gold does not hold enough to learn from.
    case none(String)
  }

  /// Why there are no heads; nil where there are.
  public var obstacle: String? {
    if case .none(let why) = heads { why } else { nil }
  }

  /// The heads; nil where there are none.
  var perFold: PerFold<LabelledHead<Model>>? {
    if case .trained(let whole, let heldOut) = heads { PerFold(whole: whole, heldOut: heldOut) } else { nil }
  }
}

/// What a coder that puts heads on features learned.
public protocol LearnedHeads: Codable, Sendable {
  /// The model of a head.
  associatedtype Model: HeadModel
  /// The variables, in the codebook's order.
  var variables: [LearnedVariable<Model>] { get }
  /// The fold of every gold post that could be learned from.
  var folds: Folds { get }
}

extension LearnedHeads {
  /// What was learned of the variable called `name`.
  subscript(name: String) -> LearnedVariable<Model>? {
    variables.first { $0.variable.name == name }
  }

  /// What the logits of the head that answers the posts of `fold` are divided by; nil where there is no such head.
  public func temperature(of variable: String, fold: Int) -> Float? {
    guard let heads = self[variable]?.perFold, heads.heldOut.indices.contains(fold) else { return nil }
    return heads.heldOut[fold].model.temperature
  }

  /// Answers to `variable`, each by a head that did not learn from the post.
  ///
  /// - Parameters:
  ///   - variable: what is answered.
  ///   - posts: the posts.
  ///   - coder: who answers.
  ///   - obstacles: what keeps a post from being answered, such as an unreadable picture; nil where nothing does.
  ///   - answer: has a head answer the posts at some positions.
  /// - Returns: an answer for each post; abstentions where the variable was not learned.
  func answers(
    to variable: Variable, of posts: [Post], as coder: String, obstacles: [Answer?],
    by answer: (LabelledHead<Model>, VariableShape, [Int]) throws -> [Answer]
  ) rethrows -> [Answer] {
    let learned = self[variable.name]
    guard let learned, let heads = learned.perFold else {
      let why = learned?.obstacle ?? "\(coder) has not learned \(variable.name)"
      return obstacles.map { $0 ?? .abstained(Reason(.undecided, why)) }
    }
    return try heads.answers(folds: posts.map { folds[$0.id] }, obstacles: obstacles) { head, positions in
      try answer(head, learned.variable, positions)
    }
  }
}
