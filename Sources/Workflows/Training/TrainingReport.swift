import ContentCoding
import Foundation
import ModelCoders
import Reliability

/// How a coder does on the gold posts, each answered by what was learned without it.
struct TrainingReport: Sendable {
  let setup: any CoderSetup
  let result: TrainingResult

  /// How the coder does, and how it would without temperatures.
  struct Results {
    /// One comparison with gold for each variable.
    let comparisons: [Comparison]
    /// The expected calibration error of logits as they are, by variable; of categories and booleans whose heads have a
    /// temperature.
    let uncalibratedErrors: [String: Double]
  }

  /// The figures of every variable.
  func results() async throws -> Results {
    let codings = try await result.ready.coder.code(result.posts, with: setup.pipeline())
    var unscaled = result.heads.map { UnscaledAnswers(of: $0, gold: result.gold) }
    for coding in codings { unscaled?.add(coding) }
    let errors = try unscaled?.calibrations().compactMapValues { $0.expectedCalibrationError.value }
    return Results(comparisons: try comparisons(of: codings), uncalibratedErrors: errors ?? [:])
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
    try result.gold.comparisons(
      with: codings, by: result.ready.coder.identity, on: setup.context.variables, of: result.posts,
      frame: setup.context.open.frame(of: result.posts))
  }
}

extension OpenStudy {
  /// How figures of `posts`, all of the same weight, are resampled.
  func frame(of posts: [Post]) throws -> EvaluationFrame {
    EvaluationFrame(
      groups: try resamplingGroups(of: posts), accounts: Self.accounts(of: posts),
      bootstrap: Bootstrap(seed: configuration.seed))
  }
}

extension GoldCodings {
  /// A coder's answers about `posts` held against these, one comparison for each variable.
  func comparisons(
    with answers: [Coding], by coder: CoderIdentity, on variables: [Variable], of posts: [Post],
    frame: EvaluationFrame
  ) throws -> [Comparison] {
    let answered = Set(posts.map(\.id))
    return try variables.map { variable in
      try Comparison(
        codings(of: variable, among: answered),
        VariableCodings(coder: coder, codings: answers.filter { $0.variable == variable.name }),
        variable: variable, frame: frame)
    }
  }
}
