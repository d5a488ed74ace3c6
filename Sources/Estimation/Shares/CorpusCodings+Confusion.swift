import Reliability

extension CorpusCodings {
  /// The share by inverting the coder's confusion matrix, estimated on the sample by its inclusion probabilities.
  ///
  /// Posts without an answer are a column of their own. The interval is the percentile interval of draws of the sampled posts.
  func confusion(
    _ category: Int, _ contains: (Int) -> Bool, _ corpus: Corpus, _ bootstrap: Bootstrap
  ) -> ShareEstimate {
    var given = [Double](repeating: 0, count: categoryCount)
    for post in answers.indices where contains(post) && answers[post] >= 0 {
      given[Int(answers[post])] += weight(post)
    }
    let answered = given.reduce(0, +)
    guard answered > 0 else { return ShareEstimate(.confusion, undefined: .noObservations) }
    let shares = given.map { $0 / answered }
    // Errors are taken to be alike all over the corpus, so the whole sample tells of them.
    let rows = sampled.filter { answers[$0.place] >= 0 }
    let inverse = { @Sendable [categoryCount, answers] (drawn: [Int]) -> Estimate<Double> in
      var table = [Double](repeating: 0, count: categoryCount * categoryCount)
      for place in drawn {
        let post = rows[place]
        table[post.truth * categoryCount + Int(answers[post.place])] += 1 / post.probability
      }
      return Self.inverted(table, shares, category)
    }
    guard let found = try? bootstrap.estimate(units: rows.count, statistic: inverse) else {
      return ShareEstimate(.confusion, undefined: .tooFewUnits)
    }
    guard let share = found.estimate.value, let interval = found.interval.value,
      let error = found.standardError.value
    else {
      return ShareEstimate(
        .confusion, undefined: found.estimate.reason ?? found.interval.reason ?? .tooFewUnits)
    }
    return ShareEstimate(.confusion, share: share, standardError: error, interval: interval)
  }

  /// The share p of `category` in M^T p = `shares`, with the rows of M, which are truths, as shares; cut to 0...1.
  private static func inverted(_ table: [Double], _ shares: [Double], _ category: Int) -> Estimate<Double> {
    let q = shares.count
    // Categories that the sample does not have are taken to be absent.
    let present = (0..<q).filter { row in (0..<q).contains { table[row * q + $0] > 0 } }
    guard let place = present.firstIndex(of: category) else { return .undefined(.noSupport) }
    let rows = present.map { row -> [Double] in
      let sum = (0..<q).reduce(0) { $0 + table[row * q + $1] }
      return present.map { table[row * q + $0] / sum }
    }
    // One equation is replaced by that of the sum: answers may fall into categories that no truth has.
    var system = present.indices.map { column in present.indices.map { rows[$0][column] } }
    var right = present.map { shares[$0] }
    system[system.count - 1] = present.map { _ in 1 }
    right[right.count - 1] = 1
    guard let solution = LinearSystem(system).solution(of: right) else {
      return .undefined(.singularConfusion)
    }
    return .defined(min(1, max(0, solution[place])))
  }
}
