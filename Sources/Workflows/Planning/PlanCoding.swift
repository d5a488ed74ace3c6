import ContentCoding
import Estimation
import Reliability
import Storage

/// Says how many posts people must code.
package struct PlanCoding: Workflow, Sendable {
  /// The variable; nil for all.
  package var variable: String?
  /// The people whose codings agreement is planned from; empty as in ``AgreementChoice``.
  package var coders: [String] = []
  /// What alpha's interval is to lie above.
  package var alpha = 0.8
  /// The share of studies in which it does.
  package var certainty = 0.8
  /// The width of shares' intervals.
  package var width = 0.1
  /// The coder of the corpus, whose answers make shares more certain; nil for none.
  package var coder: String?

  /// A plan.
  package init() {}

  /// The plan of one variable.
  package struct OfVariable: Encodable, Sendable {
    package let variable: String
    package let coders: [String]
    /// Posts that two or more of them have coded.
    package let coded: Int
    /// For alpha; nil where two people have not coded it, and of tags.
    package let agreement: AgreementPlan?
    /// For each category the posts that its share needs.
    package let shares: [OfShare]
  }

  /// The posts that one share needs.
  package struct OfShare: Encodable, Sendable {
    package let category: String
    /// The share among what gold has coded so far.
    package let share: Double
    package let plan: SharePlan
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let posts: Int
    package let alpha: Double
    package let certainty: Double
    package let width: Double
    package let coder: String?
    package let variables: [OfVariable]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let posts = try open.study.postCount()
    if let coder { try open.requireCodings(of: [coder]) }
    var choice = AgreementChoice()
    choice.coders = coders
    choice.variable = variable
    let variables = try choice.variables(in: open).filter(\.type.hasLabels)
    guard !variables.isEmpty else {
      throw UserError("plans are made for categories, booleans and tags; a number or a text has no shares")
    }
    let coded = try open.study.coders()
    return Outcome(
      posts: posts, alpha: alpha, certainty: certainty, width: width, coder: coder,
      variables: try variables.map { variable in
        try Task.checkCancellation()
        let coders = try choice.coders(of: variable, among: coded, in: open).compared
        return try plan(variable, coders, posts: posts, in: open)
      })
  }

  private func plan(
    _ variable: Variable, _ coders: [CoderIdentity], posts: Int, in open: OpenStudy
  ) throws -> OfVariable {
    let matrix = try open.codingMatrix(of: variable, by: coders, in: .all)
    let truth = try open.values(of: variable, by: open.configuration.gold)
    let answers = try coder.map { try open.values(of: variable, by: $0) }
    let known = truth.isEmpty ? matrix.valuesOfFirstCoder : truth
    return OfVariable(
      variable: variable.name, coders: coders.map(\.name), coded: matrix.pairableCount,
      agreement: coders.count > 1 && variable.type != .tags
        ? matrix.agreementPlan(target: alpha, certainty: certainty, seed: open.configuration.seed) : nil,
      shares: variable.labels.compactMap { label in
        guard !known.isEmpty else { return nil }
        let share = Double(known.values.count { $0.gives(label) }) / Double(known.count)
        return OfShare(
          category: label, share: share,
          plan: SharePlan(
            share: share, correlation: answers.flatMap { Self.correlation(of: label, known, $0) },
            width: width,
            posts: posts))
      })
  }

  /// The correlation of "is of the category" by the person and by the coder; nil where one of them is constant.
  private static func correlation(
    of label: String, _ truth: [String: CodedValue], _ answers: [String: CodedValue]
  ) -> Double? {
    let both = truth.sorted { $0.key < $1.key }.compactMap { post, value in
      answers[post].map { (value.gives(label) ? 1.0 : 0, $0.gives(label) ? 1.0 : 0) }
    }
    let validity = try? NumberValidity(gold: both.map(\.0), predicted: both.map(\.1))
    return validity?.pearson.value
  }
}

extension CodedValue {
  /// Whether a category or a boolean is `label`, or tags hold it.
  fileprivate func gives(_ label: String) -> Bool {
    if case .tags(let tags) = self { tags.contains(label) } else { text == label }
  }
}
