import ContentCoding

/// A post to learn from: what is known of it, the number, and where a network learns one with it the label.
struct EngagementExample: Sendable {
  let facts: PostFacts
  /// The number; nil where it is hidden.
  let number: Double?
  /// The label of the category or boolean; nil where there is none.
  let label: String?
  let fold: Int
}

/// The posts to learn one number from.
struct EngagementExamples: Sendable {
  let variable: Variable
  /// The category or boolean that is learned with it.
  let joint: Variable?
  /// The labels that two posts or more have, in the codebook's order; the others are never answered.
  let labels: [String]
  /// The other labels, with their number of posts.
  let neverPredicted: [String: Int]
  /// Sorted by post.
  let all: [EngagementExample]

  init(
    _ variable: Variable, joint: Variable?, facts: [PostFacts], values: [String: [String: CodedValue]],
    folds: Folds
  ) {
    self.variable = variable
    self.joint = joint
    let found = facts.compactMap { facts -> EngagementExample? in
      guard let fold = folds[facts.id] else { return nil }
      var number: Double?
      if case .number(let value) = values[facts.id]?[variable.name], value.isFinite { number = value }
      let label = joint.flatMap { joint in
        values[facts.id]?[joint.name].flatMap { $0.isOffered(by: joint) ? $0.text : nil }
      }
      guard number != nil || label != nil else { return nil }
      return EngagementExample(facts: facts, number: number, label: label, fold: fold)
    }
    let support = Dictionary(found.compactMap { $0.label.map { ($0, 1) } }, uniquingKeysWith: +)
    let names = joint?.labels ?? []
    labels = names.filter { support[$0, default: 0] >= 2 }
    neverPredicted = Dictionary(
      names.filter { support[$0, default: 0] < 2 }.map { ($0, support[$0] ?? 0) },
      uniquingKeysWith: { first, _ in first })
    all = found
  }

  /// The examples that have a number.
  var numbered: [EngagementExample] { all.filter { $0.number != nil } }

  /// Why nothing can be learned; nil where something can.
  func obstacle(_ parameters: EngagementParameters) -> String? {
    let numbered = self.numbered
    if Set(numbered.map(\.fold)).count < 2 {
      return
        "\(variable.name) has \(numbered.count) numbers of posts that can be read; they must lie in 2 folds or more to learn"
    }
    let below = numbered.count { $0.number ?? 0 < 0 }
    let hasLogarithm = parameters.model.isCountModel || parameters.scale == .log
    guard below > 0, hasLogarithm else { return nil }
    return
      "\(variable.name) has \(below) numbers below 0, which have no logarithm; use `model: ridge` with `scale: count`"
  }
}

extension EngagementModel {
  /// Whether it assumes a distribution of counts, whose mean has a logarithm.
  var isCountModel: Bool { self == .poisson || self == .negativeBinomial }
}
