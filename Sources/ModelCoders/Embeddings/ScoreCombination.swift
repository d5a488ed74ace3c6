import ContentCoding

/// Makes the scores of a post from those of its pictures; see ``CombineRule``.
struct ScoreCombination {
  let rule: CombineRule
  let type: VariableType
  /// The label of each score.
  let labels: [String]
  /// Whether the scores of a picture sum to 1, and those of the post shall.
  let isDistribution: Bool

  /// Combines the scores of one post's pictures.
  ///
  /// - Parameters:
  ///   - pictures: for each picture one score for each label.
  ///   - winners: the label that each picture votes for under ``CombineRule/mode``; nil for that with the highest score.
  /// - Returns: one score for each label.
  func scores(of pictures: [[Double]], winners: [Int]? = nil) -> [Double] {
    let labels = labels.indices
    let mean = labels.map { label in pictures.reduce(0) { $0 + $1[label] } / Double(max(1, pictures.count)) }
    switch rule {
    case .mean:
      return mean
    case .max:
      let highest = labels.map { label in pictures.map { $0[label] }.max() ?? 0 }
      return isDistribution ? normalised(highest) : highest
    case .mode:
      if type == .tags {
        return labels.map { label in
          Double(pictures.count { $0[label] >= 0.5 }) / Double(max(1, pictures.count))
        }
      }
      let winners = winners ?? pictures.compactMap(Self.winner)
      let votes = labels.map { label in
        Double(winners.count { $0 == label }) / Double(max(1, pictures.count))
      }
      // A vote is worth more than any difference of mean scores, which only break ties.
      return normalised(labels.map { votes[$0] + mean[$0] / Double(pictures.count + 1) })
    case .any, .atLeast, .atLeastLearned:
      let needed = if case .atLeast(let count) = rule { max(1, count) } else { 1 }
      let kth = labels.map { label -> Double in
        let sorted = pictures.map { $0[label] }.sorted(by: >)
        return sorted.count >= needed ? sorted[needed - 1] : 0
      }
      guard type == .boolean, let yes = self.labels.firstIndex(of: "true") else { return kth }
      return labels.map { $0 == yes ? kth[yes] : 1 - kth[yes] }
    }
  }

  /// The place of the highest score, of equal ones the first.
  static func winner(of scores: [Double]) -> Int? {
    scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) }
  }

  private func normalised(_ scores: [Double]) -> [Double] {
    let sum = scores.reduce(0, +)
    return sum <= 0 ? scores : scores.map { $0 / sum }
  }
}

extension [Double] {
  /// The places of the scores from the highest to the lowest, of equal ones in their order.
  var ranking: [Int] {
    indices.sorted { (self[$0], -$0) > (self[$1], -$1) }
  }
}

extension CombineRule {
  /// The rule where a label is judged alone and not voted for among others: most pictures are at least half of them.
  func judging(_ labels: [String], of type: VariableType, pictures: Int) -> CombineRule {
    self == .mode && (type != .category || labels.count == 1) ? .atLeast((pictures + 1) / 2) : self
  }
}
