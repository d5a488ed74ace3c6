/// Finds the cut-off from which on numbers should be accepted.
///
/// Candidates lie half-way between neighbours among the distinct numbers that were seen, below all of them and above all.
/// Where an interval holds the ``usual`` cut-off, that is its candidate. Of equally good candidates the one nearest to
/// ``usual`` wins, of two equally near the smaller.
struct CutoffSearch {
  /// The cut-off that is kept where no other is better.
  let usual: Double
  /// What numbers can be.
  let range: ClosedRange<Double>

  /// The margin below which no category is answered: cosines differ by at most 2.
  static let margin = CutoffSearch(usual: 0, range: -2...2)
  /// The probability from which on a boolean is true and a tag given.
  static let threshold = CutoffSearch(usual: 0.5, range: 0...1)

  /// A number that was seen.
  struct Example {
    let number: Double
    /// Whether accepting it is right.
    let isRight: Bool
    /// Whether not accepting it is right.
    let isRightRefused: Bool
  }

  /// The cut-off that makes most answers right; nil without `examples`.
  func mostAccurate(_ examples: [Example]) -> Double? {
    let refused = examples.count(where: \.isRightRefused)
    return best(examples) { accepted in
      Double(accepted.right + refused - accepted.rightRefused)
    }
  }

  /// The cut-off of the highest F1, 2 TP / (accepted + TP + FN); nil where no example is right.
  func highestF1(_ examples: [Example]) -> Double? {
    let right = examples.count(where: \.isRight)
    guard right > 0 else { return nil }
    return best(examples) { accepted in 2 * Double(accepted.right) / Double(accepted.count + right) }
  }

  /// How many examples a cut-off accepts, how many of them rightly, and how many that would be right refused.
  private struct Accepted {
    var count = 0
    var right = 0
    var rightRefused = 0
  }

  private func best(_ examples: [Example], quality: (Accepted) -> Double) -> Double? {
    guard !examples.isEmpty else { return nil }
    let sorted = examples.sorted { $0.number > $1.number }
    var accepted = Accepted()
    var best = (quality: -Double.infinity, cutoff: usual)
    var upper = range.upperBound
    for (index, example) in sorted.enumerated() {
      if index == 0 || example.number < sorted[index - 1].number {
        consider(&best, quality(accepted), candidate(above: example.number, to: upper))
        upper = example.number
      }
      accepted.count += 1
      accepted.right += example.isRight ? 1 : 0
      accepted.rightRefused += example.isRightRefused ? 1 : 0
    }
    // All are accepted, also by a cut-off that is itself the smallest number there can be.
    let lowest = upper > range.lowerBound ? candidate(above: range.lowerBound, to: upper) : upper
    consider(&best, quality(accepted), lowest)
    return best.cutoff
  }

  private func consider(
    _ best: inout (quality: Double, cutoff: Double), _ quality: Double, _ cutoff: Double
  ) {
    let nearer = (abs(cutoff - usual), cutoff) < (abs(best.cutoff - usual), best.cutoff)
    if quality > best.quality || quality == best.quality && nearer { best = (quality, cutoff) }
  }

  /// A cut-off above `lower`, and at most `upper` where that is above `lower`.
  private func candidate(above lower: Double, to upper: Double) -> Double {
    if usual > lower, usual <= upper { return usual }
    let middle = (lower + upper) / 2
    if middle > lower, middle <= upper { return middle }
    return upper > lower ? upper : lower.nextUp
  }
}
