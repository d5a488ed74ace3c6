import ContentCoding
import ModelCoders
import Reliability

/// How a trained probe does on the gold posts, each answered by the head that did not learn from it.
struct TrainingReport: Sendable {
  let workshop: ProbeWorkshop
  let ready: ProbeWorkshop.Ready
  let gold: GoldCodings
  let posts: [Post]

  /// One comparison with gold for each variable.
  func comparisons() async throws -> [Comparison] {
    let codings = try await ready.probe.code(posts, with: workshop.pipeline())
    let truth = CoderIdentity(name: gold.coder, kind: .person)
    let frame = EvaluationFrame(
      groups: workshop.open.resamplingGroups(of: posts),
      bootstrap: Bootstrap(seed: workshop.open.configuration.seed))
    return try workshop.variables.map { variable in
      let values = gold.values.compactMap { post, values in
        values[variable.name].map { Coding(postID: post, variable: variable.name, answer: .coded($0)) }
      }
      let answered = Set(posts.map(\.id))
      return try Comparison(
        VariableCodings(coder: truth, codings: values.filter { answered.contains($0.postID) }),
        VariableCodings(
          coder: ready.probe.identity, codings: codings.filter { $0.variable == variable.name }),
        variable: variable, frame: frame)
    }
  }

  /// Prints the figures for people.
  func say() async throws {
    for comparison in try await comparisons() {
      Console.put(ComparisonText(comparison).summary)
    }
    for variable in ready.trained.variables {
      if case .none(let why) = variable.heads { Console.say(why) }
      for (label, count) in variable.neverPredicted.sorted(by: { $0.key < $1.key }) {
        Console.say(
          "\(variable.variable.name): \(label) has \(Figures.count(count, "gold coding")), "
            + "fewer than the 2 that learning takes, so it is never predicted")
      }
    }
  }
}
