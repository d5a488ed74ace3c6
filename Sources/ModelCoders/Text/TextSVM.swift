import ContentCoding
import Learning

/// A linear model on the words of a post's text, trained on human codings.
///
/// Gold posts get the answer of the head that did not learn from their fold, nor took terms from it; all other posts that of
/// the whole head. A post without text is abstained from. A text without a known term gets the answer of the intercepts.
public struct TextSVM: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedTextSVM

  /// A coder that answers `variables` with what was `trained`.
  public init(name: String, variables: [Variable], trained: TrainedTextSVM) {
    identity = CoderIdentity(name: name, kind: .textSVM)
    self.variables = variables
    self.trained = trained
  }

  /// See ``Coder/code(_:with:)``; no features are asked for.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let terms = trained.terms
    let rows = try posts.map { post in
      try Task.checkCancellation()
      return post.text(of: trained.parameters.uses).map { terms[trained.folds[post.id]].row(of: $0) }
    }
    let withoutText = withoutText
    let obstacles = rows.map { $0 == nil ? withoutText : nil }
    let answers = try variables.map { variable in
      try trained.answers(to: variable, of: posts, as: identity.name, obstacles: obstacles) {
        head, shape, positions in
        let labels = ScoredLabels(labels: head.labels, type: shape.type)
        return try head.model.scores(of: positions.compactMap { rows[$0] }).map(labels.answer)
      }
    }
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }

  private var withoutText: Answer {
    let name = trained.parameters.uses.map(\.text).joined(separator: " or ")
    return .abstained(Reason(.noText, "the post has no \(name)"))
  }
}

extension SparseLinearModel {
  /// The probability of each label, for each of `rows`.
  fileprivate func scores(of rows: [SparseRow]) throws -> [[Double]] {
    do {
      let found = try probabilities(rows)
      return rows.indices.map { found.row($0).map(Double.init) }
    } catch {
      if error == .cancelled { throw CancellationError() }
      throw error
    }
  }
}
