import ContentCoding

/// A request that would be sent.
public struct PlannedRequest: Hashable, Sendable {
  /// What would be sent.
  public var request: ChatRequest
  /// When it is asked, and what of it is not known yet; nil for a request that is sent just so.
  public var note: String?
}

extension PromptedCoder {
  /// What would be sent about `post`, without sending anything; each request as many times as `repeat` says.
  ///
  /// Only the first request is known whole where later ones depend on replies: in their place stands what they wait for, and a
  /// sequence is planned with each variable's first label (or 0, or no tag) for the answers before.
  ///
  /// - Returns: the requests, or the answer that the post gets without being asked about.
  /// - Throws: `CancellationError`, or ``PromptedProblem``.
  public func plan(for post: Post) async throws -> (requests: [PlannedRequest], unasked: Answer?) {
    let material: PostMaterial
    switch try await source.material(of: post) {
    case .success(let ready): material = ready.material
    case .failure(let obstacle): return ([], obstacle.answer)
    }
    let examples = try await gallery?.examples(for: post.id) ?? []
    return (composer.materials(of: material).flatMap { plan(about: $0, examples) }, nil)
  }

  private func plan(about material: PostMaterial, _ examples: [GoldExample]) -> [PlannedRequest] {
    switch composer.parameters.prompt {
    case .simple, .extended, .fewShot, .custom:
      return [PlannedRequest(request: composer.question(about: material, examples: examples))]
    case .twoStep:
      guard !material.pictures.isEmpty else {
        return [PlannedRequest(request: composer.classification(of: material, described: nil))]
      }
      let second = composer.classification(of: material, described: "(the reply to the first request)")
      return [
        PlannedRequest(request: composer.description(of: material)),
        PlannedRequest(request: second, note: "holds the reply to the first request"),
      ]
    case .verbatim: return [PlannedRequest(request: composer.words(about: material))]
    case .sequence: return steps(about: material)
    }
  }

  /// The conversation about a gold post with gold's answer: a line of a training file, with all variables in one answer and
  /// without examples, whatever the design.
  ///
  /// - Parameters:
  ///   - post: the gold post.
  ///   - values: gold's values by variable.
  ///   - other: gold's free texts beside "Other", by variable.
  /// - Returns: system, user and assistant, or why the post cannot be shown.
  /// - Throws: `CancellationError`.
  public func trainingExample(
    of post: Post, values: [String: CodedValue], other: [String: String] = [:]
  ) async throws -> Result<[ChatMessage], Unanswered> {
    switch try await source.material(of: post) {
    case .success(let ready):
      return .success(composer.trainingExample(GoldExample(ready.material, values: values, other: other)))
    case .failure(let obstacle):
      return .failure(Unanswered(obstacle.answer.reason ?? Reason(.noText, "the post has nothing to show")))
    }
  }

  private func steps(about material: PostMaterial) -> [PlannedRequest] {
    variables.indices.map { index in
      let earlier = variables[..<index].map { (variable: $0, answer: Answer.coded($0.firstValue)) }
      let condition = variables[index].condition.map { "asked only where \($0); " } ?? ""
      return PlannedRequest(
        request: composer.step(variables[index], about: material, after: earlier),
        note: index == 0 ? nil : condition + "holds the replies before, here each variable's first label")
    }
  }
}

extension Variable {
  /// Some value that the variable offers.
  fileprivate var firstValue: CodedValue {
    switch type {
    case .category: .category(labels.first ?? "")
    case .boolean: .boolean(true)
    case .number: .number(range?.lowerBound ?? 0)
    case .tags: .tags([])
    case .openText: .openText("…")
    }
  }
}
