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
    var errors: [String: Double] = [:]
    for variable in setup.context.variables {
      errors[variable.name] = try uncalibratedError(of: codings.filter { $0.variable == variable.name })
    }
    return Results(comparisons: try comparisons(of: codings), uncalibratedErrors: errors)
  }

  /// The expected calibration error if no logit had been divided: the scores, raised to the temperature.
  private func uncalibratedError(of codings: [Coding]) throws -> Double? {
    var confidences: [Double] = []
    var correct: [Bool] = []
    for coding in codings {
      guard let fold = coding.fold, let value = coding.answer.value,
        let truth = result.gold.values[coding.postID]?[coding.variable],
        let temperature = result.heads?.temperature(of: coding.variable, fold: fold),
        let score = coding.answer.scores[value.text], score == coding.answer.confidence
      else { continue }
      let raised = coding.answer.scores.mapValues { pow($0, Double(temperature)) }
      let total = raised.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
      guard total > 0 else { continue }
      confidences.append(min(1, (raised[value.text] ?? 0) / total))
      correct.append(value == truth)
    }
    return confidences.isEmpty
      ? nil : try Calibration(confidences: confidences, correct: correct).expectedCalibrationError.value
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
