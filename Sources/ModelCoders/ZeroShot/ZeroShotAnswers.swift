import ContentCoding

/// Makes answers to one variable from what posts say of its labels.
struct ZeroShotAnswers {
  let variable: Variable
  let list: PhraseList
  /// The category that stands for none of the others, where the variable has it.
  let none: String?
  /// The margin below which no category is answered; nil for no such rule.
  let margin: Double?
  /// The probability from which on a boolean is true and a tag given.
  let threshold: Double
  /// What a margin is measured in.
  let measure: String

  func answer(from evidence: LabelEvidence) -> Answer {
    switch variable.type {
    case .category: category(from: evidence)
    case .boolean: flag(from: evidence)
    case .tags: tags(from: evidence)
    case .number, .openText: .abstained(Reason(.undecided, list.obstacle ?? ""))
    }
  }

  private func category(from evidence: LabelEvidence) -> Answer {
    let ranked = evidence.strengths.ranking
    guard let best = ranked.first else {
      return .abstained(Reason(.undecided, "\(variable.name) has no category to compare posts with"))
    }
    var details = details(of: ranked, evidence)
    let ahead = evidence.margin(of: best)
    details["margin"] = Self.written(ahead)
    let strength = min(1, evidence.strengths[best])
    guard let margin, ahead < margin else {
      return .coded(
        .category(list.labels[best]), scores: scores(of: evidence), confidence: strength, details: details)
    }
    details["best"] = list.labels[best]
    if let none {
      return .coded(
        .category(none), scores: scores(of: evidence), confidence: 1 - strength, details: details)
    }
    return .abstained(
      Reason(
        .undecided,
        "the \(measure) of \(list.labels[best]) is \(Self.written(ahead)) above the next, and \(Self.written(margin)) is needed"
      ), details: details)
  }

  private func flag(from evidence: LabelEvidence) -> Answer {
    let yes = min(1, evidence.scores.first ?? 0)
    let value = yes >= threshold
    return .coded(
      .boolean(value), scores: ["true": yes, "false": 1 - yes], confidence: value ? yes : 1 - yes,
      details: details(of: evidence.strengths.ranking, evidence))
  }

  private func tags(from evidence: LabelEvidence) -> Answer {
    let chosen = zip(list.labels, evidence.scores).filter { $0.1 >= threshold }.map(\.0)
    let ranked = evidence.strengths.ranking
    var details = details(of: ranked, evidence)
    details["best"] = ranked.first.map { list.labels[$0] }
    return .coded(
      .tags(Set(chosen)), scores: scores(of: evidence),
      confidence: evidence.scores.map { min(1, $0 >= threshold ? $0 : 1 - $0) }.min(), details: details)
  }

  private func scores(of evidence: LabelEvidence) -> [String: Double] {
    Dictionary(zip(list.labels, evidence.scores), uniquingKeysWith: { first, _ in first })
  }

  /// The best phrases of the first two labels of `ranked`, and their probabilities.
  private func details(of ranked: [Int], _ evidence: LabelEvidence) -> [String: String] {
    func phrase(_ label: Int) -> String { list.sentences[label][evidence.best[label]] }
    var details: [String: String] = [:]
    if let first = ranked.first {
      details["phrase"] = phrase(first)
      details["probability"] = Self.written(evidence.strengths[first])
    }
    if ranked.count > 1 {
      details["second"] = list.labels[ranked[1]]
      details["second_phrase"] = phrase(ranked[1])
      details["second_probability"] = Self.written(evidence.strengths[ranked[1]])
    }
    return details
  }

  private static func written(_ number: Double) -> String { "\(number.rounded(to: 6))" }
}
