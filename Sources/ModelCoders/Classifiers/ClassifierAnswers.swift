import ContentCoding

/// Makes answers from what a classifier says of the pictures of a post.
struct ClassifierAnswers {
  let variable: Variable
  let parameters: ClassifierParameters
  let mapping: LabelMapping
  let labels: ClassifierLabels

  /// The answer for a post with at least one readable picture.
  func answer(from pictures: [MappedProbabilities]) -> Answer {
    switch variable.type {
    case .number, .openText:
      .abstained(
        Reason(
          .undecided,
          "a classifier answers with labels, and \(variable.name) is \(variable.type.withArticle)"))
    case .tags: tags(from: pictures)
    case .boolean where mapping.labels.count == 1: flag(from: pictures)
    case .boolean, .category: choice(from: pictures)
    }
  }

  // MARK: - Labels that exclude each other

  private func choice(from pictures: [MappedProbabilities]) -> Answer {
    let (scores, rest) = competition(of: pictures)
    let ranked = scores.ranking
    guard let best = ranked.first else { return .abstained(Reason(.undecided, "nothing is mapped")) }
    var details = modelDetails(of: pictures)
    guard let rest else {
      if ranked.count > 1 { details["second"] = mapping.labels[ranked[1]] }
      let label = mapping.labels[best]
      return .coded(
        variable.type == .boolean ? .boolean(label == "true") : .category(label), scores: named(scores),
        confidence: scores[best], details: details)
    }
    guard variable.type == .category, let none = parameters.none else {
      return .abstained(
        Reason(
          .undecided, "\(shortfall(1 - rest)); the model's best is \(details["label"] ?? "none")"),
        details: details)
    }
    return .coded(
      .category(none), scores: named(scores).merging([none: rest]) { min(1, $0 + $1) }, confidence: rest,
      details: details)
  }

  private func shortfall(_ share: Double) -> String {
    parameters.combine == .mode
      ? "most pictures show none of the labels of \(variable.name)"
      : "the labels of \(variable.name) have the probability \(share.rounded(to: 4)) together, and "
        + "\(parameters.minimum) is needed"
  }

  /// The score of each mapped label, and where none of them is answered the score of that.
  private func competition(of pictures: [MappedProbabilities]) -> (scores: [Double], rest: Double?) {
    let minimum = parameters.minimum
    if parameters.combine == .mode, pictures.count > 1 {
      let none = mapping.labels.count
      let combination = ScoreCombination(
        rule: .mode, type: .category, labels: mapping.labels + [""], isDistribution: false)
      let votes = combination.scores(
        of: pictures.map { $0.ofLabels + [1 - $0.share] },
        winners: pictures.map { picture in
          picture.share < minimum ? none : ScoreCombination.winner(of: picture.ofLabels) ?? none
        })
      let scores = Array(votes.dropLast())
      return votes.ranking.first == none ? (scores, votes[none]) : (scores.sharedOut, nil)
    }
    let shares = pictures.map(\.share)
    let isHighest = parameters.combine == .max || parameters.combine.counts
    let share = isHighest ? shares.max() ?? 0 : shares.reduce(0, +) / Double(shares.count)
    // Where pictures are counted, each is judged by its own mapped labels; one that shows none of them does not count.
    let rows = pictures.map { picture in
      guard parameters.combine.counts else { return picture.ofLabels }
      return picture.share < minimum ? picture.ofLabels.map { _ in 0 } : picture.ofLabels.sharedOut
    }
    let scores = ScoreCombination(
      rule: parameters.combine, type: variable.type, labels: mapping.labels, isDistribution: false
    ).scores(of: rows)
    let excludeEachOther = labels.activation == .softmax || variable.type == .boolean
    if share < minimum { return (excludeEachOther ? scores.sharedOut.map { $0 * share } : scores, 1 - share) }
    return (excludeEachOther ? scores.sharedOut : scores, nil)
  }

  // MARK: - Labels on their own

  /// A boolean of which only one label is mapped: it holds from the minimum on, else the other.
  private func flag(from pictures: [MappedProbabilities]) -> Answer {
    let isTrue = mapping.labels.first == "true"
    let combination = ScoreCombination(
      rule: parameters.combine.judging(["true"], of: .boolean, pictures: pictures.count), type: .boolean,
      labels: ["true"], isDistribution: false)
    let yes =
      combination.scores(
        of: pictures.map { picture in picture.ofLabels.prefix(1).map { isTrue ? $0 : 1 - $0 } }
      ).first ?? 0
    let value = isTrue ? yes >= parameters.minimum : 1 - yes < parameters.minimum
    return .coded(
      .boolean(value), scores: ["true": yes, "false": 1 - yes], confidence: value ? yes : 1 - yes,
      details: modelDetails(of: pictures))
  }

  private func tags(from pictures: [MappedProbabilities]) -> Answer {
    let combination = ScoreCombination(
      rule: parameters.combine.judging(mapping.labels, of: .tags, pictures: pictures.count), type: .tags,
      labels: mapping.labels, isDistribution: false)
    let scores = combination.scores(of: pictures.map(\.ofLabels))
    let chosen = zip(mapping.labels, scores).filter { $0.1 >= parameters.minimum }.map(\.0)
    return .coded(
      .tags(Set(chosen)), scores: named(scores),
      confidence: scores.map { $0 >= parameters.minimum ? $0 : 1 - $0 }.min(),
      details: modelDetails(of: pictures))
  }

  private func named(_ scores: [Double]) -> [String: Double] {
    Dictionary(zip(mapping.labels, scores), uniquingKeysWith: { first, _ in first })
  }

  /// The model's own best label: by the mean over the pictures, under `max` in any of them.
  private func modelDetails(of pictures: [MappedProbabilities]) -> [String: String] {
    let probabilities = labels.names.indices.map { label in
      let found = pictures.map { $0.ofModel[label] }
      return parameters.combine == .max
        ? found.max() ?? 0 : found.reduce(0, +) / Double(max(1, found.count))
    }
    guard let best = ScoreCombination.winner(of: probabilities) else { return [:] }
    return ["label": labels.names[best], "probability": "\(probabilities[best].rounded(to: 6))"]
  }
}

extension CombineRule {
  /// Whether pictures that show something are counted.
  fileprivate var counts: Bool {
    if case .atLeast = self { true } else { self == .any }
  }
}

extension [Double] {
  /// The numbers divided by their sum; as they are where that is 0.
  fileprivate var sharedOut: [Double] {
    let sum = reduce(0, +)
    return sum > 0 ? map { Swift.min(1, $0 / sum) } : self
  }
}
