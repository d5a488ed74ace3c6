import ContentCoding

/// Lets a language model such as Flan-T5 say, for each text, which category fits.
public struct GeneratedVotes: Sendable {
  private let variables: [Variable]
  private let texts: [PostPart]

  /// A vote.
  ///
  /// - Parameters:
  ///   - variables: what is voted on; category and boolean variables.
  ///   - texts: what of a post is its text.
  public init(on variables: [Variable], texts: [PostPart]) {
    self.variables = variables
    self.texts = texts
  }

  /// The label that `model` names for each post's text, by post and variable; posts without text do not vote.
  ///
  /// - Parameters:
  ///   - posts: the posts.
  ///   - model: who answers.
  ///   - progress: told how many more texts were read.
  /// - Returns: the votes.
  /// - Throws: `CancellationError`, or what keeps the model from answering.
  public func votes(
    of posts: [Post], by model: some PromptAnswering, progress: (Int) -> Void = { _ in }
  ) throws -> [String: [String: String]] {
    let namings = variables.map { ($0, CategoryNaming(Self.categories(of: $0))) }
    var votes: [String: [String: String]] = [:]
    for post in posts {
      try Task.checkCancellation()
      guard let text = post.text(of: texts) else { continue }
      for (variable, naming) in namings {
        guard let name = try naming.name(for: [text], by: model),
          variable.labels.indices.contains(name.category)
        else { continue }
        votes[post.id, default: [:]][variable.name] = variable.labels[name.category]
      }
      progress(1)
    }
    return votes
  }

  /// The categories that the model chooses from, in the order of the variable's labels.
  private static func categories(of variable: Variable) -> [ContentCoding.Category] {
    guard variable.type == .boolean else { return variable.categories }
    let name = ReadableName(variable.name).description
    return [
      Category(name: name, definition: variable.definition),
      Category(name: "not \(name)", definition: "None of this."),
    ]
  }
}
