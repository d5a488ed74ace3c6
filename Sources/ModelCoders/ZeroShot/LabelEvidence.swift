import ContentCoding

/// What one picture or text, or all of a post, says of the labels of a variable: one number for each label.
struct LabelEvidence: Sendable {
  /// The scores that are reported.
  var scores: [Double]
  /// What decides which label is answered: the scores, or under `phrases` the best phrase's probability.
  var strengths: [Double]
  /// The cosine of each label, by the aggregation.
  var cosines: [Double]
  /// The cosine of each label's best phrase.
  var highest: [Double]
  /// The place of each label's best phrase among its phrases.
  var best: [Int]
  /// The cosine of the neutral phrase.
  var neutral: Double?

  /// How far the cosine of the label at `place` stands above that of every other label and of the neutral phrase.
  ///
  /// 0 where there is nothing else to compare with. Below 0 where the pictures' votes decided otherwise than their cosines.
  func margin(of place: Int) -> Double {
    let others = cosines.indices.filter { $0 != place }.map { cosines[$0] } + (neutral.map { [$0] } ?? [])
    return others.max().map { cosines[place] - $0 } ?? 0
  }

  /// Makes one of the evidence of each picture.
  ///
  /// Scores are combined as ``ScoreCombination`` says. Cosines are averaged, and under ``CombineRule/max`` the highest
  /// counts.
  static func combined(
    _ pictures: [LabelEvidence], rule: CombineRule, type: VariableType, labels: [String],
    isDistribution: Bool
  ) -> LabelEvidence? {
    guard let first = pictures.first else { return nil }
    guard pictures.count > 1 else { return first }
    let rule = rule.judging(labels, of: type, pictures: pictures.count)
    func combine(_ numbers: [[Double]], isDistribution: Bool, winners: [Int]? = nil) -> [Double] {
      ScoreCombination(rule: rule, type: type, labels: labels, isDistribution: isDistribution)
        .scores(of: numbers, winners: winners)
    }
    func cosine(_ numbers: [Double]) -> Double {
      rule == .max ? numbers.max() ?? 0 : numbers.reduce(0, +) / Double(numbers.count)
    }
    let winners = pictures.compactMap { ScoreCombination.winner(of: $0.strengths) }
    return LabelEvidence(
      scores: combine(pictures.map(\.scores), isDistribution: isDistribution, winners: winners),
      strengths: combine(
        pictures.map(\.strengths), isDistribution: isDistribution && first.strengths == first.scores,
        winners: winners),
      cosines: first.cosines.indices.map { label in cosine(pictures.map { $0.cosines[label] }) },
      highest: first.highest.indices.map { label in pictures.map { $0.highest[label] }.max() ?? 0 },
      best: first.best.indices.map { label in
        let picture = pictures.map { $0.highest[label] }.ranking.first ?? 0
        return pictures[picture].best[label]
      },
      neutral: first.neutral.map { _ in cosine(pictures.compactMap(\.neutral)) })
  }
}
