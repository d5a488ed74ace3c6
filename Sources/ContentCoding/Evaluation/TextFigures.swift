import Reliability

/// The figures of an open text.
public struct TextFigures: Encodable, Sendable {
  /// How often texts are the same, and how alike they are.
  public let validity: TextValidity
  /// Bootstrap intervals of both; that of similarity is nil where no encoder is given.
  public let intervals: Intervals

  /// Intervals of the figures.
  public struct Intervals: Encodable, Sendable {
    /// Of the share of posts with the same text.
    public let exactMatch: BootstrapEstimate
    /// Of the mean similarity.
    public let meanSimilarity: BootstrapEstimate?
  }

  init(
    _ paired: PairedValues, similarity: TextSimilarity?, bootstrap: Bootstrap
  ) throws(ReliabilityError) {
    let gold = paired.reference.map(\.?.openText)
    let answers = paired.coder.map(\.?.openText)
    validity = try TextValidity(
      gold: gold, predicted: answers, similarity: similarity, weights: paired.weights)
    let compared = gold.indices.filter { gold[$0] != nil && answers[$0] != nil }
    let pairs = compared.map { TextPair(gold[$0] ?? "", answers[$0] ?? "", similarity) }
    let groups = paired.groups.map { groups in compared.map { groups[$0] } }
    let weights = paired.weights.map { weights in compared.map { weights[$0] } }
    func interval(_ figure: (TextPair) -> Double) throws(ReliabilityError)
      -> BootstrapEstimate
    {
      let values = pairs.map(figure)
      return try bootstrap.estimate(units: values.count, groups: groups) { drawn in
        let total = drawn.reduce(0) { $0 + (weights?[$1] ?? 1) }
        guard total > 0 else { return .undefined(.noObservations) }
        return .defined(drawn.reduce(0) { $0 + values[$1] * (weights?[$1] ?? 1) } / total)
      }
    }
    intervals = Intervals(
      exactMatch: try interval { $0.isSame ? 1 : 0 },
      meanSimilarity: similarity == nil ? nil : try interval(\.cosine))
  }

  /// The figures as they are shown: how alike texts are first, where that is known.
  func statistics(_ alpha: KrippendorffAlpha) -> [Statistic] {
    let same = Statistic(.sameText, validity.exactMatch, interval: intervals.exactMatch.interval)
    guard let similarity = validity.meanSimilarity else { return [same, alpha.statistic] }
    return [
      Statistic(
        .textSimilarity, similarity, interval: intervals.meanSimilarity?.interval, variant: validity.encoder,
        baselines: [
          Statistic.Baseline(
            Statistic.ofDifferentPosts, validity.similarityOfOthers ?? .undefined(.noPairs))
        ]), same, alpha.statistic,
    ]
  }
}

extension CodedValue {
  /// The words of an open text.
  public var openText: String? {
    if case .openText(let words) = self { words } else { nil }
  }
}
