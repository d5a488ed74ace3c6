import ContentCoding
import Foundation
import Inference
import ModelCoders
import Reliability

/// Says what more codings by people would buy: how a coder does when it learns from a part of gold.
///
/// Of each training fold 10, 20, 40, 60, 80 and 100 % are learned from, a smaller part always within a larger one, stratified by
/// what gold says, with five seeds; every gold post is answered by what did not learn from its fold. Nothing is kept.
package struct LearningCurve: Workflow, Sendable {
  /// The coder's name in the study's file.
  package let coder: String
  /// The variable; nil for all that the coder codes.
  package var variable: String?
  /// Where models compute.
  package var provider = Provider.cpu

  static let shares = [0.1, 0.2, 0.4, 0.6, 0.8, 1]
  static let seeds = 5

  /// The learning curve of `coder`.
  package init(of coder: String, provider: Provider = .cpu) {
    self.coder = coder
    self.provider = provider
  }

  /// What was reached with one part of gold.
  package struct Point: Encodable, Sendable {
    /// The share of each training fold.
    package let share: Double
    /// How many codings were learned from, on average over folds and seeds.
    package let learned: Double
    /// The mean of the main figure over seeds; nil where it is undefined.
    package let mean: Double?
    /// The least and the greatest over seeds.
    package let lowest: Double?
    package let highest: Double?
    /// The bootstrap interval of all of gold; nil for smaller parts.
    package let interval: Estimate<Interval>?
  }

  /// The curve of one variable.
  package struct OfVariable: Encodable, Sendable {
    package let variable: String
    package let figure: StatisticKind
    package let points: [Point]

    private enum CodingKeys: CodingKey { case variable, figure, points }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(variable, forKey: .variable)
      try container.encode(figure.id, forKey: .figure)
      try container.encode(points, forKey: .points)
    }

    /// By how much the figure got better from the last point but one to the last; nil where one of them is undefined.
    package var lastGain: Double? {
      guard points.count > 1, let last = points[points.count - 1].mean,
        let before = points[points.count - 2].mean
      else { return nil }
      return figure == .meanAbsoluteError ? before - last : last - before
    }
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let coder: String
    package let gold: String
    package let posts: Int
    package let folds: Int
    package let variables: [OfVariable]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let context = try open.context(for: coder, on: provider)
    guard let setup = try context.setup() as? any LearningSetup, !setup.parameters.kind.isDerived else {
      throw UserError(
        "\(coder) is \(context.coder.parameters.kind.withArticle) coder, which learns nothing from posts themselves, so it has "
          + "no learning curve")
    }
    return try await run(setup)
  }

  private func run(_ setup: some LearningSetup) async throws -> Outcome {
    let open = setup.context.open
    try setup.check()
    let gold = try setup.gold()
    guard !gold.values.isEmpty else { throw UserError(setup.noGold) }
    let whole = try await setup.material(from: gold)
    let wanted = try setup.context.variables(named: variable)
    let frame = try open.frame(of: whole.posts)
    var found: [String: [Double: [(learned: Double, comparison: Comparison)]]] = [:]
    for share in Self.shares {
      var frame = frame
      // Parts are told by their spread over seeds, so only the whole is resampled.
      if share < 1 { frame.bootstrap = Bootstrap(draws: 0) }
      for seed in 0..<(share < 1 ? Self.seeds : 1) {
        try Task.checkCancellation()
        let part = Self.part(share, of: whole, seed: open.configuration.seed, draw: seed)
        let outcome = try await setup.learn(from: part)
        let answers = try await setup.coder(knowing: outcome.learned).code(
          whole.posts, with: setup.pipeline())
        let comparisons = try whole.gold.comparisons(
          with: answers, by: setup.context.coder.identity, on: wanted, of: whole.posts, frame: frame)
        for (variable, comparison) in zip(wanted, comparisons) {
          found[variable.name, default: [:]][share, default: []].append(
            (Self.learned(of: variable, in: part), comparison))
        }
        open.listener.notice(
          "learned from \(Figures.percent(share)) of gold\(share < 1 ? ", draw \(seed + 1) of \(Self.seeds)" : "")"
        )
      }
    }
    return Outcome(
      coder: coder, gold: gold.coder, posts: whole.posts.count, folds: whole.folds.count,
      variables: wanted.map { variable in
        let points = Self.shares.compactMap { share in
          found[variable.name]?[share].map { Self.point(share, $0) }
        }
        let figure = found[variable.name]?[1]?.first.map { $0.comparison.ranking.kind }
        return OfVariable(variable: variable.name, figure: figure ?? .accuracy, points: points)
      })
  }

  private static func point(_ share: Double, _ found: [(learned: Double, comparison: Comparison)]) -> Point {
    let figures = found.map(\.comparison.ranking)
    let values = figures.compactMap(\.value.value)
    let isComplete = values.count == figures.count && !values.isEmpty
    return Point(
      share: share, learned: found.map(\.learned).reduce(0, +) / Double(max(1, found.count)),
      mean: isComplete ? values.reduce(0, +) / Double(values.count) : nil,
      lowest: isComplete ? values.min() : nil, highest: isComplete ? values.max() : nil,
      interval: share < 1 ? nil : figures.first?.interval)
  }

  /// The codings of `variable` that a fold's head learns from, on average over folds.
  private static func learned(of variable: Variable, in part: TrainingMaterial) -> Double {
    let count = part.gold.values.count {
      part.folds.assignment[$0.key] != nil && $0.value[variable.name] != nil
    }
    return Double(count) * Double(part.folds.count - 1) / Double(part.folds.count)
  }

  /// A part of gold that holds every smaller part of the same draw; the folds and the posts stay whole.
  ///
  /// A systematic draw within each fold and each combination of values, from a random start.
  static func part(_ share: Double, of whole: TrainingMaterial, seed: UInt64, draw: Int) -> TrainingMaterial {
    guard share < 1 else { return whole }
    let order = DrawOrder(seed: seed, purpose: "learning curve \(draw)")
    let strata = Dictionary(grouping: whole.gold.values.keys) { post in
      let words = (whole.gold.values[post] ?? [:]).sorted { $0.key < $1.key }.map { name, value in
        if case .number = value { name } else { "\(name) \(value.text)" }
      }
      return [String(whole.folds.assignment[post] ?? -1)] + words
    }
    let kept = Set(
      strata.values.flatMap { posts in
        let sorted = order.sorted(posts)
        let start = Double(order.key(of: "start \(sorted[0])") >> 11) * 0x1p-53
        return sorted.enumerated().filter { (Double($0.offset) + start) / Double(posts.count) < share }
          .map(\.element)
      })
    return TrainingMaterial(
      gold: GoldCodings(
        coder: whole.gold.coder, values: whole.gold.values.filter { kept.contains($0.key) }),
      folds: whole.folds, posts: whole.posts)
  }
}
