import ContentCoding

/// The cut-offs of a zero-shot coder that were learned from gold, and the folds that they were learned by.
public struct LearnedCutoffs: Codable, Hashable, Sendable {
  /// One cut-off, learned from all gold posts, and for each fold from those outside it.
  public struct Cutoff: Codable, Hashable, Sendable {
    /// Learned from all gold posts.
    public let whole: Double
    /// `heldOut[fold]` is learned from the posts outside the fold.
    public let heldOut: [Double]
    /// How many gold posts were learned from; where there were none, the cut-offs are the usual ones.
    public let examples: Int

    /// The cut-off for a post of `fold`; nil is a post that is not gold.
    func cutoff(fold: Int?) -> Double {
      PerFold(whole: whole, heldOut: heldOut)[fold]
    }
  }

  /// The cosine margin of each category variable; see ``ZeroShotParameters/margin``.
  public let margins: [String: Cutoff]
  /// The threshold of each boolean and tags variable; see ``ZeroShotParameters/threshold``.
  public let thresholds: [String: Cutoff]
  /// The fold of every gold post.
  public let folds: Folds
  /// In how many pictures something must be seen, where that is learned.
  public var counts: LearnedCounts?
  /// How the cosines of each variable's categories lie over the corpus, where they count in deviations from it.
  let balance: [String: LabelBalance]?

  init(
    margins: [String: Cutoff], thresholds: [String: Cutoff], folds: Folds,
    balances: [String: LabelBalance] = [:]
  ) {
    self.margins = margins
    self.thresholds = thresholds
    self.folds = folds
    balance = balances.isEmpty ? nil : balances
  }

  /// What was measured over the corpus, and nothing learned from gold.
  public init(balances: [String: LabelBalance]) {
    self.init(margins: [:], thresholds: [:], folds: Folds(count: 2, assignment: [:]), balances: balances)
  }

  /// One line for each variable: what was learned, and from how many posts.
  public var summary: [String] {
    func lines(_ cutoffs: [String: Cutoff], _ what: String) -> [String] {
      cutoffs.sorted { $0.key < $1.key }.map { name, cutoff in
        cutoff.examples == 0
          ? "\(name): no gold post to learn the \(what) from, so it is \(cutoff.whole.rounded(to: 4))"
          : "\(name): \(what) \(cutoff.whole.rounded(to: 4)), learned from \(cutoff.examples) posts"
      }
    }
    return lines(margins, "margin") + lines(thresholds, "threshold") + (counts?.summary ?? [])
  }
}

extension LearnedCutoffs.Cutoff {
  /// Learns a cut-off by `search` from the examples of each post.
  init(
    _ posts: [(fold: Int, examples: [CutoffSearch.Example])], folds: Int, search: CutoffSearch,
    by find: (CutoffSearch, [CutoffSearch.Example]) -> Double?
  ) {
    func cutoff(leavingOut fold: Int?) -> Double {
      find(search, posts.filter { $0.fold != fold }.flatMap(\.examples)) ?? search.usual
    }
    let learned = PerFold(folds: folds, learning: cutoff)
    (whole, heldOut) = (learned.whole, learned.heldOut)
    examples = posts.count
  }
}

extension Double {
  /// The number with `digits` decimal places.
  func rounded(to digits: Int) -> Double {
    let factor = (0..<digits).reduce(1.0) { factor, _ in factor * 10 }
    return (self * factor).rounded() / factor
  }
}
