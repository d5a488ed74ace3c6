import ContentCoding

/// How much the members' votes count, by how well they do on gold.
enum MemberWeights {
  /// The weight of each member: between 0 and 1, over the posts that it has answered; 0 where it has answered none.
  ///
  /// - Category, boolean: its accuracy.
  /// - Tags: the share of tags, over posts and tags, that it gives and withholds rightly.
  /// - Number: 1 / (1 + MSE / Var), with the variance of gold over the same posts: 1 for a member that is always right, 1/2
  ///   for one as good as always answering gold's mean.
  static func weights(from examples: [EnsembleExamples.Example], of members: [String], on variable: Variable)
    -> [String: Double]
  {
    let weights = members.indices.map { index -> (String, Double) in
      let pairs = examples.compactMap { example -> (truth: CodedValue, vote: CodedValue)? in
        example.ballots[index].vote(on: variable).map { (example.truth, $0) }
      }
      return (members[index], pairs.isEmpty ? 0 : weight(of: pairs, on: variable))
    }
    return Dictionary(weights, uniquingKeysWith: { first, _ in first })
  }

  private static func weight(
    of pairs: [(truth: CodedValue, vote: CodedValue)], on variable: Variable
  ) -> Double {
    let count = Double(pairs.count)
    switch variable.type {
    case .category, .boolean, .openText:
      return Double(pairs.count { $0.truth == $0.vote }) / count
    case .tags:
      let wrong = pairs.reduce(0) { sum, pair in
        guard case .tags(let truth) = pair.truth, case .tags(let vote) = pair.vote else { return sum }
        return sum + truth.symmetricDifference(vote).count
      }
      return 1 - Double(wrong) / (count * Double(max(1, variable.labels.count)))
    case .number:
      let numbers = pairs.compactMap { pair -> (truth: Double, vote: Double)? in
        guard case .number(let truth) = pair.truth, case .number(let vote) = pair.vote else { return nil }
        return (truth, vote)
      }
      let mean = numbers.reduce(0) { $0 + $1.truth / count }
      let variance = numbers.reduce(0) { $0 + ($1.truth - mean) * ($1.truth - mean) / count }
      let error = numbers.reduce(0) { $0 + ($1.vote - $1.truth) * ($1.vote - $1.truth) / count }
      if error == 0 { return 1 }
      let weight = variance / (variance + error)
      return weight.isFinite ? weight : 0
    }
  }
}
