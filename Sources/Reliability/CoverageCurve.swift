/// How right a coder is when it answers only where it is sure: accuracy against coverage.
public struct CoverageCurve: Sendable, Codable, Equatable {
  /// The coder answers where its confidence is at least `confidence`.
  public struct Point: Sendable, Codable, Equatable {
    /// The least confidence of an answer.
    public let confidence: Double
    /// The share of units that are answered, above 0 and at most 1.
    public let coverage: Double
    /// The share of these answers that are right.
    public let accuracy: Double
  }

  /// From the surest answers to all; of many, those that are nearest to every hundredth of coverage.
  public let points: [Point]
  /// The mean accuracy over the coverages 1/n, 2/n and so on to 1.
  ///
  /// Units of equal confidence are answered together. Undefined without observations.
  public let area: Estimate<Double>

  static let pointLimit = 100

  /// The curve of answers.
  ///
  /// - Parameters:
  ///   - confidences: How sure the coder is of each answer.
  ///   - correct: Whether the answer is right.
  /// - Throws: ``ReliabilityError`` for lists of different length.
  public init(confidences: [Double], correct: [Bool]) throws(ReliabilityError) {
    try CodedUnits.check(correct.count, of: "answers", against: confidences.count)
    let order = confidences.indices.sorted { confidences[$0] > confidences[$1] }
    let n = Double(order.count)
    var (hits, before, sum) = (0, 0, 0.0)
    var points: [Point] = []
    for (place, unit) in order.enumerated() {
      hits += correct[unit] ? 1 : 0
      if place + 1 < order.count, confidences[order[place + 1]] == confidences[unit] { continue }
      let answered = place + 1
      let accuracy = Double(hits) / Double(answered)
      sum += Double(answered - before) * accuracy
      before = answered
      points.append(Point(confidence: confidences[unit], coverage: Double(answered) / n, accuracy: accuracy))
    }
    self.points = points.thinned(to: Self.pointLimit, by: \.coverage)
    area = .ratio(sum, n, orUndefined: .noObservations)
  }
}

extension Array {
  /// At most `limit` elements and the first: for each equal step of `position`, which rises from 0 to 1, the last one in it.
  func thinned(to limit: Int, by position: (Element) -> Double) -> [Element] {
    guard count > limit, let first else { return self }
    var kept: [Element] = [first]
    for (place, element) in enumerated().dropFirst() {
      let step = Int(position(element) * Double(limit))
      if place + 1 == count || Int(position(self[place + 1]) * Double(limit)) != step { kept.append(element) }
    }
    return kept
  }
}
