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
