import ContentCoding
import Reliability
import Testing

/// Random codings, and the figures computed again from their definitions, post by post and pair by pair.
struct IndependentComputationTests {
  private let labels = ["a", "b", "c", "d", "e"]

  /// What a person and a model said; the model is right in six cases of ten, and silent in one of ten.
  private func draw(_ seed: UInt64) -> (gold: [String], coder: [String?], weights: [Double]) {
    var random = SplitMix64(seed: seed)
    let gold = (0..<200).map { _ in labels[min(random.next(below: 5), random.next(below: 5))] }
    let coder = gold.map { truth -> String? in
      switch random.next(below: 10) {
      case 0: nil
      case 1..<7: truth
      default: labels[random.next(below: 4)]
      }
    }
    return (gold, coder, gold.map { _ in Double(1 + random.next(below: 9)) / 2 })
  }

  private func comparison(
    _ gold: [String], _ coder: [String?], weights: [Double]? = nil, level: MeasurementLevel = .nominal
  ) throws -> Comparison {
    var frame = EvaluationFrame.quick
    frame.weights = weights.map { weights in
      Dictionary(uniqueKeysWithValues: weights.enumerated().map { (VariableCodings.post($0), $1) })
    }
    return try Comparison(
      VariableCodings("gold", gold.map { .category($0) }),
      VariableCodings("m", coder.map { $0.map { .category($0) } ?? .unsure }),
      variable: .categories(labels, level: level), frame: frame)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>, [false, true])
  func choices(seed: UInt64, weighted: Bool) throws {
    let (gold, coder, drawn) = draw(seed)
    let weights = weighted ? drawn : gold.map { _ in 1 }
    let figures = try #require(try comparison(gold, coder, weights: weighted ? drawn : nil).choice)
    let rows = gold.indices.compactMap { post in coder[post].map { (gold[post], $0, weights[post]) } }
    func weight(_ holds: (String, String) -> Bool) -> Double {
      rows.filter { holds($0.0, $0.1) }.map(\.2).reduce(0, +)
    }
    let all = weight { _, _ in true }
    let accuracy = weight { $0 == $1 } / all
    #expect(near(figures.accuracy.value, accuracy))
    #expect(near(figures.accuracyWithAbstentionsWrong.value, accuracy * all / weights.reduce(0, +)))
    var f1s: [Double] = []
    var recalls: [Double] = []
    var weightedF1 = 0.0
    var chance = 0.0
    for (place, label) in labels.enumerated() {
      let hits = weight { $0 == label && $1 == label }
      let support = weight { truth, _ in truth == label }
      let predictions = weight { $1 == label }
      if support + predictions > 0 {
        let precision = predictions > 0 ? hits / predictions : 0
        let recall = support > 0 ? hits / support : 0
        let f1 = hits > 0 ? 2 * precision * recall / (precision + recall) : 0
        f1s.append(f1)
        weightedF1 += support / all * f1
        #expect(near(figures.categories[place].f1.value, f1))
      }
      if support > 0 { recalls.append(hits / support) }
      chance += support / all * predictions / all
      #expect(near(figures.categories[place].support, support, within: 1e-9))
    }
    #expect(near(figures.macroF1.estimate.value, f1s.reduce(0, +) / Double(f1s.count)))
    #expect(near(figures.weightedF1.estimate.value, weightedF1))
    #expect(near(figures.balancedAccuracy.estimate.value, recalls.reduce(0, +) / Double(recalls.count)))
    #expect(near(figures.kappa.estimate.value, (accuracy - chance) / (1 - chance), within: 1e-9))
    let shares = labels.map { label in weight { truth, _ in truth == label } / all }
    #expect(near(figures.majority.share.value, shares.max() ?? -1))
  }

  /// 1 - (mean distance within posts) / (mean distance of all pairs of codings).
  private func alpha(_ pairs: [(Double, Double)], _ distance: (Double, Double) -> Double) -> Double {
    let codings = pairs.flatMap { [$0.0, $0.1] }
    let within = pairs.map { distance($0.0, $0.1) }.reduce(0, +) / Double(pairs.count)
    var among = 0.0
    for first in codings.indices {
      for second in codings.indices where first != second {
        among += distance(codings[first], codings[second])
      }
    }
    return 1 - within / (among / Double(codings.count * (codings.count - 1)))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func alphaOfCategories(seed: UInt64) throws {
    let (gold, coder, _) = draw(seed)
    let place = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Double($0)) })
    let pairs = zip(gold, coder).compactMap { one, other in
      other.flatMap { other in place[one].flatMap { one in place[other].map { (one, $0) } } }
    }
    let nominal = try comparison(gold, coder).alpha.alpha.value
    #expect(near(nominal, alpha(pairs) { $0 == $1 ? 0 : 1 }, within: 1e-9))
    let counts = (0..<5).map { place in
      Double(pairs.count { $0.0 == Double(place) } + pairs.count { $0.1 == Double(place) })
    }
    let ordinal = try comparison(gold, coder, level: .ordinal).alpha.alpha.value
    // Krippendorff's sum of n_g from c to k, less half of the two ends.
    let expected = alpha(pairs) { c, k in
      let between = counts[Int(min(c, k))...Int(max(c, k))].reduce(0, +)
      let ends = (counts[Int(c)] + counts[Int(k)]) / 2
      return c == k ? 0 : (between - ends) * (between - ends)
    }
    #expect(near(ordinal, expected, within: 1e-9))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func numbers(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let gold = (0..<60).map { _ in Double(random.next(below: 21)) / 4 }
    let coder = gold.map { $0 + Double(random.next(below: 9)) / 4 }
    let pairs = Array(zip(gold, coder))
    func comparison(_ level: MeasurementLevel) throws -> Comparison {
      try Comparison(
        VariableCodings("gold", gold.map { .number($0) }), VariableCodings("m", coder.map { .number($0) }),
        variable: Variable(name: "v", type: .number, level: level), frame: .quick)
    }
    let validity = try #require(try comparison(.interval).numbers).validity
    let mean = gold.reduce(0, +) / 60
    let squares = pairs.map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    #expect(near(validity.meanAbsoluteError.value, pairs.map { abs($0 - $1) }.reduce(0, +) / 60))
    #expect(near(validity.rootMeanSquaredError.value, (squares / 60).squareRoot()))
    #expect(
      near(
        validity.rSquared.value, 1 - squares / gold.map { ($0 - mean) * ($0 - mean) }.reduce(0, +),
        within: 1e-9))
    #expect(
      near(try comparison(.interval).alpha.alpha.value, alpha(pairs) { ($0 - $1) * ($0 - $1) }, within: 1e-9))
    let ratio = alpha(pairs) { $0 + $1 == 0 ? 0 : ($0 - $1) * ($0 - $1) / (($0 + $1) * ($0 + $1)) }
    #expect(near(try comparison(.ratio).alpha.alpha.value, ratio, within: 1e-9))
  }
}
