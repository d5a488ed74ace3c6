import ContentCoding

/// Answers an open text with what an extractor wrote of the post.
public struct ExtractedText: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The open text that is answered.
  public let variables: [Variable]
  private let part: PostPart

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: The coder's name.
  ///   - variable: What is answered; only open texts are.
  ///   - parameters: As the study's file says.
  public init(name: String, variable: Variable, parameters: ExtractParameters) {
    identity = CoderIdentity(name: name, kind: .extract)
    variables = [variable]
    part = parameters.part
  }

  /// See ``Coder/code(_:with:)``; no features are used.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    return posts.flatMap { post in
      variables.map { Coding(postID: post.id, variable: $0.name, answer: answer(about: post)) }
    }
  }

  private func answer(about post: Post) -> Answer {
    guard let text = post.text(of: part) else {
      return .abstained(Reason(.noText, "nothing was extracted of the post: it has no \(part.text)"))
    }
    let isWhole = text.count <= CodedValue.textLimit
    return .coded(
      .openText(String(text.prefix(CodedValue.textLimit))),
      details: isWhole ? [:] : ["cut": "after \(CodedValue.textLimit) characters"])
  }
}
