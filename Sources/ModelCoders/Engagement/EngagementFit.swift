import ContentCoding
import Foundation
import Learning

/// One regression, and how it reads posts.
struct EngagementFit: Codable, Sendable {
  let layout: FeatureLayout
  let regression: TrainedRegression
  let scale: EngagementScale
  /// The smallest and the largest number that was learned from.
  let learned: ClosedRange<Double>

  /// A prediction is at most this many times the largest number learned from.
  static let reach = 10.0

  /// Learns from posts and a number for each; `folds` choose the penalty.
  init(
    _ parameters: EngagementParameters, facts: [PostFacts], numbers: [Double], folds: [Int],
    columns: [CodingColumn], seed: UInt64
  ) throws {
    layout = FeatureLayout(learning: facts, hasTime: parameters.time, codings: columns)
    scale = parameters.model == .ridge ? parameters.scale : .count
    let onLogarithm = scale == .log
    regression = try TrainedRegression.train(
      Matrix(rows: facts.compactMap { [layout] in layout.row(of: $0) }),
      numbers: onLogarithm ? numbers.map { log1p($0) } : numbers,
      parameters: RegressionParameters(
        family: parameters.model.family, blocks: layout.blocks, seed: seed),
      innerFolds: Set(folds).count >= 2 ? folds : nil)
    learned = (numbers.min() ?? 0)...(numbers.max() ?? 0)
  }

  /// A prediction, and what it was before it was kept within reach; nil where the post has another shape than was learned.
  func answers(to facts: [PostFacts]) throws -> [(number: Double, unbounded: Double)?] {
    let rows = facts.map { layout.row(of: $0) }
    let readable = rows.compactMap(\.self)
    guard !readable.isEmpty else { return facts.map { _ in nil } }
    var found = try regression.answers(try Matrix(rows: readable))[...]
    return rows.map { row in row == nil ? nil : found.popFirst().map(bounded) }
  }

  /// On logarithms, and for counts, a feature far outside those learned from would give any number at all.
  private func bounded(_ answer: Double) -> (number: Double, unbounded: Double) {
    let number = scale == .log ? expm1(min(answer, 700)) : answer
    guard scale == .log || regression.parameters.family.hasLogLink else { return (number, number) }
    return (min(max(number, 0), Self.reach * max(learned.upperBound, 1)), number)
  }
}

extension EngagementModel {
  var family: RegressionFamily {
    switch self {
    case .ridge: .gaussian
    case .poisson: .poisson
    case .negativeBinomial: .negativeBinomial
    }
  }
}
