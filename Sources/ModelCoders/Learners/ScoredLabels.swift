import ContentCoding

/// Turns scores of labels into an answer.
struct ScoredLabels {
  /// The label of each score.
  let labels: [String]
  /// What is answered; not a number.
  let type: VariableType

  /// The label with the highest score, of equal ones the first; for tags all from 0.5 on.
  func answer(_ scores: [Double]) -> Answer {
    guard scores.allSatisfy(\.isFinite), scores.count == labels.count else {
      return .failed(Reason(.invalidFeature, "the head gave no finite score"))
    }
    return type == .tags ? tags(scores) : choice(scores)
  }

  private func choice(_ scores: [Double]) -> Answer {
    let ranked = scores.ranking
    guard let best = ranked.first else {
      return .failed(Reason(.invalidFeature, "the head gave no finite score"))
    }
    let label = labels[best]
    return .coded(
      type == .boolean ? .boolean(label == "true") : .category(label), scores: byLabel(scores),
      confidence: scores[best], details: ranked.count > 1 ? ["second": labels[ranked[1]]] : [:])
  }

  private func tags(_ scores: [Double]) -> Answer {
    let chosen = zip(labels, scores).filter { $0.1 >= 0.5 }.map(\.0)
    return .coded(
      .tags(Set(chosen)), scores: byLabel(scores), confidence: scores.map { max($0, 1 - $0) }.min())
  }

  private func byLabel(_ scores: [Double]) -> [String: Double] {
    Dictionary(zip(labels, scores), uniquingKeysWith: { first, _ in first })
  }
}
