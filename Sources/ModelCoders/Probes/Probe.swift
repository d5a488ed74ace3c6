import ContentCoding
import Learning

/// A light model on frozen embeddings, trained on human codings.
///
/// Gold posts get the answer of the head that did not learn from their fold; all other posts that of the whole head.
public struct Probe: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedProbe

  /// A probe that answers `variables` with what was `trained`.
  public init(name: String, variables: [Variable], trained: TrainedProbe) {
    identity = CoderIdentity(name: name, kind: .probe)
    self.variables = variables
    self.trained = trained
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let embedder = PostEmbedder(
      extractor: trained.extractor, uses: trained.parameters.uses, dimension: trained.dimension)
    let found = try await embedder.embeddings(of: posts, from: features)
    let answers = try variables.map { try self.answers(to: $0, of: posts, embeddings: found) }
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }

  private func answers(
    to variable: Variable, of posts: [Post], embeddings: [PostEmbeddings]
  ) throws -> [Answer] {
    var answers = embeddings.map { found in
      found.obstacle
        ?? .abstained(Reason(.undecided, "\(identity.name) has not learned \(variable.name)"))
    }
    guard let learned = trained[variable.name] else { return answers }
    guard case .trained(let whole, let heldOut) = learned.heads else {
      if case .none(let why) = learned.heads {
        for (index, found) in embeddings.enumerated() where found.obstacle == nil {
          answers[index] = .abstained(Reason(.undecided, why))
        }
      }
      return answers
    }
    let byFold = Dictionary(grouping: posts.indices) { trained.folds[posts[$0].id] }
    for (fold, indices) in byFold {
      let head = fold.flatMap { heldOut.indices.contains($0) ? heldOut[$0] : nil } ?? whole
      let reader = HeadReader(head: head, variable: learned.variable, combine: trained.parameters.combine)
      let readable = indices.filter { embeddings[$0].obstacle == nil }
      for (index, answer) in zip(readable, try reader.answers(to: readable.map { embeddings[$0] })) {
        answers[index] = answer
      }
    }
    return answers
  }
}
