import ContentCoding
import ModelCoders
import Reliability

/// How a coder does on the gold posts, each answered by what was learned without it.
struct TrainingReport: Sendable {
  let setup: any CoderSetup
  let result: TrainingResult

  /// One comparison with gold for each variable.
  func comparisons() async throws -> [Comparison] {
    try await comparisons(of: result.ready.coder.code(result.posts, with: setup.pipeline()))
  }

  /// The same on the posts that were learned from, which says nothing of other posts.
  ///
  /// Under ids that no fold knows, they are answered by what learned from all of them.
  func comparisonsOnLearnedPosts() async throws -> [Comparison] {
    let posts = result.posts.map { post in
      var other = post
      other.id = Self.otherID(of: post.id)
      return other
    }
    let ids = Dictionary(
      result.posts.map { (Self.otherID(of: $0.id), $0.id) }, uniquingKeysWith: { first, _ in first })
    let codings = try await result.ready.coder.code(posts, with: setup.pipeline())
    return try comparisons(
      of: codings.map { coding in
        var own = coding
        own.postID = ids[coding.postID] ?? coding.postID
        return own
      })
  }

  private static func otherID(of id: String) -> String { "learned \(id)" }

  private func comparisons(of codings: [Coding]) throws -> [Comparison] {
    let (posts, gold) = (result.posts, result.gold)
    let frame = EvaluationFrame(
      groups: try setup.context.open.resamplingGroups(of: posts), accounts: OpenStudy.accounts(of: posts),
      bootstrap: Bootstrap(seed: setup.context.open.configuration.seed))
    let answered = Set(posts.map(\.id))
    return try setup.context.variables.map { variable in
      try Comparison(
        gold.codings(of: variable, among: answered),
        VariableCodings(
          coder: result.ready.coder.identity, codings: codings.filter { $0.variable == variable.name }),
        variable: variable, frame: frame)
    }
  }
}
