/// A person, or a model that ran elsewhere: answers with the codings that were recorded.
public struct RecordedCoder: Coder {
  /// Who answered.
  public let identity: CoderIdentity
  /// The variables that the record is read for.
  public let variables: [Variable]
  private let answers: [String: [String: Answer]]

  /// A coder that answers with `codings`; of several for one post and variable the last counts.
  public init(identity: CoderIdentity, variables: [Variable], codings: [Coding]) {
    self.identity = identity
    self.variables = variables
    answers = Dictionary(grouping: codings, by: \.postID).mapValues { codings in
      Dictionary(codings.map { ($0.variable, $0.answer) }, uniquingKeysWith: { _, last in last })
    }
  }

  /// Answers from the record; posts that were not coded are abstained from.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    return posts.flatMap { post in
      variables.map { variable in
        let answer = answers[post.id]?[variable.name]
        return Coding(
          postID: post.id, variable: variable.name,
          answer: answer ?? .abstained(Reason(.undecided, "\(identity.name) did not code this post")))
      }
    }
  }
}
