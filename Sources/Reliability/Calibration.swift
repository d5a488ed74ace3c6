/// Whether a coder that is 80 % confident is right 80 % of the time.
public struct Calibration: Sendable, Codable, Equatable {
  /// One bar of the reliability diagram: the units with a confidence in (lower, upper].
  public struct Bin: Sendable, Codable, Equatable {
    /// The open lower end; confidence 0 belongs to the first bin.
    public let lower: Double
    /// The closed upper end.
    public let upper: Double
    /// How many units fall into the bin.
    public let count: Int
    /// The mean confidence of these units; undefined where there are none.
    public let confidence: Estimate<Double>
    /// The share of these units that are right; undefined where there are none.
    public let accuracy: Estimate<Double>
  }

  /// The reliability diagram, from low to high confidence.
  public let bins: [Bin]

  /// Σ over bins of (count / n) |accuracy - confidence|, in 0...1; undefined without observations.
  ///
  /// Source: Naeini et al. (2015), Guo et al. (2017).
  public let expectedCalibrationError: Estimate<Double>

  /// How many units were compared.
  public let observations: Int

  /// Calibration of the confidence of given answers.
  ///
  /// - Parameters:
  ///   - confidences: The probability that the coder gave its answer on each unit, in 0...1.
  ///   - correct: Whether that answer was the gold one.
  ///   - binCount: The number of bins of equal width.
  /// - Throws: ``ReliabilityError`` for lists of different length, a probability outside 0...1 or a bad
  ///   number of bins.
  public init(
    confidences: [Double], correct: [Bool], binCount: Int = 15
  ) throws(ReliabilityError) {
    guard (1...10_000).contains(binCount) else { throw .badBinCount(binCount) }
    try CodedUnits.check(correct.count, of: "answers", against: confidences.count)
    var counts = Array(repeating: 0, count: binCount)
    var hits = counts
    var sums = Array(repeating: 0.0, count: binCount)
    let edges = (0...binCount).map { Double($0) / Double(binCount) }
    for (unit, (confidence, correct)) in zip(confidences, correct).enumerated() {
      guard confidence >= 0, confidence <= 1 else {
        throw .badProbability(unit: unit, probability: confidence)
      }
      var bin = min(binCount - 1, Int(confidence * Double(binCount)))
      // The product may round across an edge; the edges decide.
      while bin > 0, confidence <= edges[bin] { bin -= 1 }
      while bin < binCount - 1, confidence > edges[bin + 1] { bin += 1 }
      counts[bin] += 1
      hits[bin] += correct ? 1 : 0
      sums[bin] += confidence
    }
    bins = (0..<binCount).map { bin in
      Bin(
        lower: edges[bin], upper: edges[bin + 1], count: counts[bin],
        confidence: .ratio(sums[bin], Double(counts[bin]), orUndefined: .noObservations),
        accuracy: .ratio(Double(hits[bin]), Double(counts[bin]), orUndefined: .noObservations))
    }
    let gaps = (0..<binCount).reduce(0.0) { $0 + abs(Double(hits[$1]) - sums[$1]) }
    expectedCalibrationError = .ratio(gaps, Double(confidences.count), orUndefined: .noObservations)
    observations = confidences.count
  }

  /// Calibration of the most probable category, the first of equals.
  ///
  /// - Parameters:
  ///   - probabilities: For each unit one probability for each category, all lists of one length.
  ///   - gold: The place of each unit's gold category.
  ///   - binCount: The number of bins of equal width.
  /// - Throws: ``ReliabilityError`` as in ``init(confidences:correct:binCount:)``, and for a place
  ///   outside the list.
  public init(
    probabilities: [[Double]], gold: [Int], binCount: Int = 15
  ) throws(ReliabilityError) {
    try Self.check(probabilities, gold)
    let best = probabilities.map { unit in unit.indices.reduce(0) { unit[$1] > unit[$0] ? $1 : $0 } }
    try self.init(
      confidences: zip(probabilities, best).map { $0[$1] }, correct: zip(best, gold).map(==),
      binCount: binCount)
  }

  /// The mean of Σ_k (p_k - y_k)², y being 1 for the gold category and else 0; in 0...2, 0 is best.
  ///
  /// Undefined without observations. The same as scikit-learn's `brier_score_loss` with
  /// `scale_by_half=False`; for two categories, half of it is the binary score. Source: Brier (1950).
  ///
  /// - Throws: ``ReliabilityError`` as in ``init(probabilities:gold:binCount:)``.
  public static func brierScore(
    probabilities: [[Double]], gold: [Int]
  ) throws(ReliabilityError) -> Estimate<Double> {
    try check(probabilities, gold)
    var sum = 0.0
    for (unit, gold) in zip(probabilities, gold) {
      for (place, probability) in unit.enumerated() {
        let error = probability - (place == gold ? 1 : 0)
        sum += error * error
      }
    }
    return .ratio(sum, Double(gold.count), orUndefined: .noObservations)
  }

  static func check(_ probabilities: [[Double]], _ gold: [Int]) throws(ReliabilityError) {
    try CodedUnits.check(gold.count, of: "gold places", against: probabilities.count)
    let q = probabilities.first?.count ?? 0
    for (unit, (row, gold)) in zip(probabilities, gold).enumerated() {
      guard row.count == q else {
        throw .differentLengths(what: "probabilities of unit \(unit + 1)", expected: q, found: row.count)
      }
      guard (0..<q).contains(gold) else {
        throw .noSuchCategory(unit: unit, index: gold, categories: q)
      }
      for probability in row where !(probability >= 0 && probability <= 1) {
        throw .badProbability(unit: unit, probability: probability)
      }
    }
  }
}
