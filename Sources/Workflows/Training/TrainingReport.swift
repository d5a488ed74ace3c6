import ContentCoding
import ModelCoders
import Reliability

/// How a coder does on the gold posts, each answered by what was learned without it.
struct TrainingReport: Sendable {
  let setup: any CoderSetup
  let result: TrainingResult

  /// One comparison with gold for each variable.
  func comparisons() async throws -> [Comparison] {
    let (posts, gold) = (result.posts, result.gold)
    let codings = try await result.ready.coder.code(posts, with: setup.pipeline())
    let truth = CoderIdentity(name: gold.coder, kind: .person)
    let frame = EvaluationFrame(
      groups: try setup.context.open.resamplingGroups(of: posts), accounts: OpenStudy.accounts(of: posts),
      bootstrap: Bootstrap(seed: setup.context.open.configuration.seed))
    return try setup.context.variables.map { variable in
      let values = gold.values.compactMap { post, values in
        values[variable.name].map { Coding(postID: post, variable: variable.name, answer: .coded($0)) }
      }
      let answered = Set(posts.map(\.id))
      return try Comparison(
        VariableCodings(coder: truth, codings: values.filter { answered.contains($0.postID) }),
        VariableCodings(
          coder: result.ready.coder.identity, codings: codings.filter { $0.variable == variable.name }),
        variable: variable, frame: frame)
    }
  }
}
