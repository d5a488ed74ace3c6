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
    var codings: [Coding] = []
    codings.reserveCapacity(posts.count * variables.count)
    for post in posts {
      try Task.checkCancellation()
      let fold = trained.folds[post.id]
      let known = fold.flatMap { trained.heldOut.indices.contains($0) ? $0 : nil }
      let terms = known.map { trained.heldOut[$0] } ?? trained.whole
      let row = post.text(of: trained.parameters.uses).map { terms.row(of: $0) }
      for variable in variables {
        let answer = try row.map { try self.answer(to: variable, row: $0, fold: known) } ?? nothing
        codings.append(Coding(postID: post.id, variable: variable.name, answer: answer, fold: fold))
      }
    }
    return codings
  }

  private var nothing: Answer {
    let name = trained.parameters.uses.map(\.text).joined(separator: " or ")
    return .abstained(Reason(.noText, "the post has no \(name)"))
  }

  private func answer(to variable: Variable, row: SparseRow, fold: Int?) throws -> Answer {
    guard let learned = trained[variable.name] else {
      return .abstained(Reason(.undecided, "\(identity.name) has not learned \(variable.name)"))
    }
    switch learned.heads {
    case .none(let why): return .abstained(Reason(.undecided, why))
    case .trained(let whole, let heldOut):
      let head = fold.map { heldOut[$0] } ?? whole
      return ScoredLabels(labels: head.labels, type: learned.variable.type)
        .answer(try Self.scores(of: row, by: head))
    }
  }

  private static func scores(of row: SparseRow, by head: TextHead) throws -> [Double] {
    do {
      return try head.model.probabilities([row]).row(0).map(Double.init)
    } catch {
      if error == .cancelled { throw CancellationError() }
      throw error
    }
  }
}
