import ContentCoding
import Foundation
import Learning

/// One regression or network, and how it reads posts.
struct EngagementFit: Codable, Sendable {
  let layout: FeatureLayout
  let body: Body
  let scale: EngagementScale
  /// The smallest and the largest number that was learned from.
  let learned: ClosedRange<Double>
  /// The labels that a network tells; empty where it learned none.
  let labels: [String]

  enum Body: Codable, Sendable {
    case regression(TrainedRegression)
    case network(TrainedRegressionNetwork)
  }

  /// What is said of one post.
  struct Prediction: Sendable {
    /// The number, kept within reach.
    let number: Double
    /// What it was before.
    let unbounded: Double
    /// The probability of each label.
    let shares: [Double]
  }

  /// A prediction is at most this many times the largest number learned from.
  static let reach = 10.0

  /// Learns from examples, which have a number somewhere; their folds choose the penalty, or the number of epochs.
  init(
    _ parameters: EngagementParameters, examples: [EngagementExample], labels: [String],
    columns: [CodingColumn], seed: UInt64
  ) throws {
    // A class that no example has must not be answered.
    let present = Set(examples.compactMap(\.label))
    let known = labels.filter(present.contains)
    let labels = known.count > 1 ? known : []
    let usable = examples.filter { $0.number != nil || $0.label.map(labels.contains) == true }
    let layout = FeatureLayout(
      learning: usable.map(\.facts), hasTime: parameters.time, codings: columns)
    let scale: EngagementScale = parameters.model.isCountModel ? .count : parameters.scale
    let numbers = usable.map { example in example.number.map { scale == .log ? log1p($0) : $0 } }
    let folds = usable.map(\.fold)
    let inner = Set(folds).count >= 2 ? folds : nil
    let rows = try Matrix(rows: usable.compactMap { layout.row(of: $0.facts) })
    if let family = parameters.model.family {
      body = .regression(
        try TrainedRegression.train(
          rows, numbers: numbers.compactMap(\.self),
          parameters: RegressionParameters(family: family, blocks: layout.blocks, seed: seed),
          innerFolds: inner))
    } else {
      body = .network(
        try TrainedRegressionNetwork.train(
          rows, numbers: numbers, classes: usable.map { $0.label.flatMap(labels.firstIndex) },
          classCount: labels.count, parameters: NetworkParameters(seed: seed, blocks: layout.blocks),
          innerFolds: inner))
    }
    let all = usable.compactMap(\.number)
    learned = (all.min() ?? 0)...(all.max() ?? 0)
    (self.layout, self.scale, self.labels) = (layout, scale, labels)
  }

  /// A prediction for each post; nil where it has another shape than was learned.
  func predictions(for facts: [PostFacts]) throws -> [Prediction?] {
    let rows = facts.map { layout.row(of: $0) }
    let readable = rows.compactMap(\.self)
    guard !readable.isEmpty else { return facts.map { _ in nil } }
    let matrix = try Matrix(rows: readable)
    var found: [Prediction]
    switch body {
    case .regression(let regression):
      found = try regression.answers(matrix).map { prediction($0, shares: []) }
    case .network(let network):
      let answers = try network.answers(matrix)
      found = answers.numbers.enumerated().map { row, number in
        prediction(number, shares: answers.shares.row(row).map { Double($0) })
      }
    }
    var rest = found[...]
    return rows.map { $0 == nil ? nil : rest.popFirst() }
  }

  /// On logarithms, and for counts, a feature far outside those learned from would give any number at all.
  private func prediction(_ answer: Double, shares: [Double]) -> Prediction {
    let number = scale == .log ? expm1(min(answer, 700)) : answer
    var kept = number
    if scale == .log || hasLogLink { kept = min(max(number, 0), Self.reach * max(learned.upperBound, 1)) }
    return Prediction(number: kept, unbounded: number, shares: shares)
  }

  private var hasLogLink: Bool {
    if case .regression(let regression) = body { regression.parameters.family.hasLogLink } else { false }
  }

  /// Whether the parts fit together, as those of a damaged study may not.
  var isConsistent: Bool {
    guard layout.dimension >= 0, Set(labels).count == labels.count else { return false }
    return switch body {
    case .regression(let regression): regression.featureCount == layout.width && labels.isEmpty
    case .network(let network): network.featureCount == layout.width && network.classCount == labels.count
    }
  }
}

extension EngagementModel {
  /// The family of a regression; nil for a network.
  var family: RegressionFamily? {
    switch self {
    case .ridge: .gaussian
    case .poisson: .poisson
    case .negativeBinomial: .negativeBinomial
    case .network: nil
    }
  }
}
