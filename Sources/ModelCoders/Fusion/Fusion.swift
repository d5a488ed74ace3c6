import ContentCoding
import Learning

/// A small network on several embeddings of a post, trained on human codings.
///
/// Gold posts get the answer of the head that did not learn from their fold; all other posts that of the whole head. A post
/// that lacks a part is answered from the others.
public struct Fusion: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedFusion

  /// A fusion that answers `variables` with what was `trained`.
  public init(name: String, variables: [Variable], trained: TrainedFusion) {
    identity = CoderIdentity(name: name, kind: .fusion)
    self.variables = variables
    self.trained = trained
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let embedder = PartEmbedder(
      parts: trained.parameters.parts, extractors: trained.extractors, widths: trained.widths)
    let found = try await embedder.parts(of: posts, from: features)
    try Task.checkCancellation()
    let answers = try variables.map { variable in
      try trained.answers(to: variable, of: posts, as: identity.name, obstacles: found.map(\.obstacle)) {
        head, shape, positions in
        try FusionReading(trained: trained, variable: shape, head: head)
          .answers(to: positions.map { found[$0] })
      }
    }
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }
}

/// Turns what a fused head gives for posts into answers to one variable.
struct FusionReading {
  let trained: TrainedFusion
  let variable: VariableShape
  let head: LabelledHead<FusedHead>

  /// One answer for each post; every one of `posts` must have a part.
  func answers(to posts: [PostParts]) throws -> [Answer] {
    guard !posts.isEmpty else { return [] }
    let (known, weights, scores) = try evaluate(posts)
    return posts.indices.map { index in
      guard known[index] else {
        return .abstained(
          Reason(.undecided, "no post that was learned from has only what this one has"))
      }
      var answer = answer(from: scores.row(index).map(Double.init))
      let shares = weights.row(index).map(Double.init)
      if shares.contains(where: { $0 != 0 }) { answer.details["weights"] = trained.text(of: shares) }
      return posts[index].notingMissing(in: answer)
    }
  }

  /// Whether each post has a part that is known, the weights of its parts, and its scores.
  private func evaluate(_ posts: [PostParts]) throws -> (known: [Bool], weights: Matrix, scores: Matrix) {
    do throws(LearningError) {
      let features = try FusedFeatures(posts.map(\.vectors), widths: trained.widths)
      let decision = try head.model.decision(features)
      let scores = variable.type == .number ? decision.outputs : try head.model.probabilities(decision)
      return (head.model.knowsPart(of: features), decision.weights, scores)
    } catch {
      if error == .cancelled { throw CancellationError() }
      throw error
    }
  }

  private func answer(from scores: [Double]) -> Answer {
    guard variable.type == .number else {
      return ScoredLabels(labels: head.labels, type: variable.type).answer(scores)
    }
    guard let value = scores.first, value.isFinite else {
      return .failed(Reason(.invalidFeature, "the head gave no finite number"))
    }
    return variable.answer(value)
  }
}
