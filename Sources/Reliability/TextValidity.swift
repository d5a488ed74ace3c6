/// How a coder's open texts compare with gold's.
public struct TextValidity: Encodable, Sendable {
  /// The weighted share of units with the same text by both, but for case and spaces.
  public let exactMatch: Estimate<Double>
  /// The weighted mean cosine of both texts' embeddings; nil where no encoder is given.
  public let meanSimilarity: Estimate<Double>?
  /// The mean cosine of gold's text of one unit and the coder's of another, which similarity is to be compared with; nil where no
  /// encoder is given.
  public let similarityOfOthers: Estimate<Double>?
  /// The encoder's name; nil where none is given.
  public let encoder: String?
  /// How many units were compared.
  public let observations: Int

  /// Compares a coder's texts with gold's.
  ///
  /// - Parameters:
  ///   - gold: Gold's text of each unit; nil leaves the unit out.
  ///   - predicted: The coder's; nil leaves the unit out.
  ///   - similarity: How alike texts are; nil where only equal ones count.
  ///   - weights: A weight for each unit; nil for 1.
  /// - Throws: ``ReliabilityError`` for lists of different length or a bad weight.
  public init(
    gold: [String?], predicted: [String?], similarity: TextSimilarity?, weights: [Double]? = nil
  ) throws(ReliabilityError) {
    try CodedUnits.check(predicted.count, of: "predicted texts", against: gold.count)
    if let weights { try CodedUnits.check(weights, against: gold.count) }
    var pairs: [TextPair] = []
    var weightOfPairs: [Double] = []
    for (unit, (gold, predicted)) in zip(gold, predicted).enumerated() {
      guard let gold, let predicted else { continue }
      pairs.append(TextPair(gold, predicted, similarity))
      weightOfPairs.append(weights?[unit] ?? 1)
    }
    let total = weightOfPairs.reduce(0, +)
    exactMatch = .ratio(
      zip(pairs, weightOfPairs).reduce(0) { $0 + ($1.0.isSame ? $1.1 : 0) }, total,
      orUndefined: .noObservations)
    meanSimilarity = similarity.map { _ in
      .ratio(
        zip(pairs, weightOfPairs).reduce(0) { $0 + $1.0.cosine * $1.1 }, total, orUndefined: .noObservations)
    }
    similarityOfOthers = similarity.map { TextPair.meanCosineOfOthers(pairs, by: $0) }
    encoder = similarity?.encoder
    observations = pairs.count
  }
}

/// Two coders' texts of one unit.
public struct TextPair: Sendable {
  let first: String
  let second: String
  /// Whether both are the same, but for case and spaces.
  public let isSame: Bool
  /// How alike they are: the cosine, or where no encoder is given 1 for the same text and 0 for another.
  public let cosine: Double

  /// The texts of a unit, and how alike they are by `similarity`.
  public init(_ first: String, _ second: String, _ similarity: TextSimilarity?) {
    self.first = first
    self.second = second
    isSame = Self.folded(first) == Self.folded(second)
    cosine = similarity?.cosine(first, second) ?? (isSame ? 1 : 0)
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The mean cosine of the first text of one pair and the second of another.
  static func meanCosineOfOthers(_ pairs: [TextPair], by similarity: TextSimilarity) -> Estimate<Double> {
    let sums = [pairs.map(\.first), pairs.map(\.second)].map { texts in
      texts.compactMap(similarity.direction).reduce(into: [Double]()) { sum, direction in
        if sum.isEmpty { sum = [Double](repeating: 0, count: direction.count) }
        for place in sum.indices { sum[place] += Double(direction[place]) }
      }
    }
    let all = zip(sums[0], sums[1]).reduce(0) { $0 + $1.0 * $1.1 }
    let own = pairs.reduce(0.0) { sum, pair in
      similarity.direction(of: pair.first) == nil ? sum : sum + pair.cosine
    }
    let n = Double(pairs.count)
    return .ratio(all - own, n * (n - 1), orUndefined: .noPairs)
  }
}
