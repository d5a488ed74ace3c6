import ContentCoding
import Reliability

/// Says by how much coders differ against gold, each pair on the posts that both coded.
package struct CompareCoders: Workflow, Sendable {
  /// The coders' names, at least two.
  package let coders: [String]
  /// What counts as the truth, and the posts.
  package var question: EvaluationLoader.Question
  /// Only this variable; nil for all.
  package var variable: String?

  /// A comparison of `coders`.
  package init(_ coders: [String], _ question: EvaluationLoader.Question) {
    self.coders = coders
    self.question = question
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let gold: String
    /// What the figures describe, in words.
    package let basis: String
    package let differences: [CoderDifference]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    try open.requireCodings(of: coders)
    guard Set(coders).count > 1, !coders.contains(question.gold) else {
      throw UserError(
        "a comparison takes two coders that are held against \(question.gold), which is the truth here; "
          + "--gold names another")
    }
    let material = try await EvaluationLoader(open: open).material(question)
    let variables = try open.variables(named: variable)
    var differences: [CoderDifference] = []
    for variable in variables {
      let ofVariable = material.codings[variable.name] ?? []
      guard let gold = ofVariable.first(where: { $0.coder.name == question.gold }) else { continue }
      let compared = coders.compactMap { name in ofVariable.first { $0.coder.name == name } }
      for (place, first) in compared.enumerated() {
        for second in compared[(place + 1)...] {
          try Task.checkCancellation()
          differences.append(
            try CoderDifference(first, second, gold: gold, variable: variable, frame: material.frame))
        }
      }
    }
    guard !differences.isEmpty else {
      throw UserError(
        "\(question.gold) and two of \(coders.joined(separator: ", ")) have coded no variable in common")
    }
    return Outcome(gold: question.gold, basis: material.basis, differences: differences)
  }
}
