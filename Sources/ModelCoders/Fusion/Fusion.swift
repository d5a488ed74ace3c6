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
    let answers = try variables.map { try self.answers(to: $0, of: posts, parts: found) }
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }

  private func answers(to variable: Variable, of posts: [Post], parts: [PostParts]) throws -> [Answer] {
    var answers = parts.map { post in
      post.obstacle
        ?? .abstained(Reason(.undecided, "\(identity.name) has not learned \(variable.name)"))
    }
    guard let learned = trained[variable.name] else { return answers }
    guard case .trained(let whole, let heldOut) = learned.heads else {
      if case .none(let why) = learned.heads {
        for (index, post) in parts.enumerated() where post.obstacle == nil {
          answers[index] = .abstained(Reason(.undecided, why))
        }
      }
      return answers
    }
    let byFold = Dictionary(grouping: posts.indices) { trained.folds[posts[$0].id] }
    for (fold, indices) in byFold {
      let head = fold.flatMap { heldOut.indices.contains($0) ? heldOut[$0] : nil } ?? whole
      let readable = indices.filter { parts[$0].obstacle == nil }
      let found = try FusionReading(trained: trained, variable: learned.variable, head: head)
        .answers(to: readable.map { parts[$0] })
      for (index, answer) in zip(readable, found) { answers[index] = answer }
    }
    return answers
  }
}

/// Turns what a fused head gives for posts into answers to one variable.
struct FusionReading {
  let trained: TrainedFusion
  let variable: VariableShape
  let head: LabelledFusedHead

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
      let decision = try head.head.decision(features)
      let scores = variable.type == .number ? decision.outputs : try head.head.probabilities(decision)
      return (head.head.knowsPart(of: features), decision.weights, scores)
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
    let kept = variable.range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    return .coded(.number(kept), details: kept == value ? [:] : ["unbounded": "\(value)"])
  }
}
