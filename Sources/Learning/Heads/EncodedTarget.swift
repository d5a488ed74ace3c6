import Foundation

/// A target as numbers: one column for each output that the examples can teach, and the answer of the others.
///
/// An unpenalised intercept runs off to infinity for a class that never occurs and a tag that always or never does. So
/// such outputs are left out of the fit and answer with a constant logit.
struct EncodedTarget: Sendable {
  /// How the outputs become probabilities, and which loss they have.
  enum Link: String, Sendable, Codable { case softmax, sigmoid, identity }

  let link: Link
  /// The outputs that are learned, rising.
  let learned: [Int]
  /// The logit of every output that is not learned; 0 for those that are.
  let constants: [Float]
  /// n x learned: 1 and 0 for classes and tags, the number itself for values.
  let targets: DoubleMatrix
  /// n x learned: how much each entry counts.
  ///
  /// The mean is 1.
  let weights: DoubleMatrix

  /// The logit of a class that has no example: its probability is 0 at any temperature up to 20.
  static let absent: Float = -10_000

  init(_ target: LearningTarget, weighting: ClassWeights) {
    switch target {
    case .classes(let classes, let count): self.init(classes: classes, count: count, weighting: weighting)
    case .tags(let tags): self.init(tags: tags, weighting: weighting)
    case .values(let values): self.init(values: values)
    }
  }

  private init(values: [Double]) {
    link = .identity
    learned = [0]
    constants = [0]
    targets = DoubleMatrix(rows: values.count, columns: 1, storage: values)
    weights = DoubleMatrix(
      rows: values.count, columns: 1, storage: [Double](repeating: 1, count: values.count))
  }

  private init(classes: [Int], count: Int, weighting: ClassWeights) {
    var totals = [Int](repeating: 0, count: count)
    for index in classes { totals[index] += 1 }
    learned = (0..<count).filter { totals[$0] > 0 }
    constants = totals.map { $0 > 0 ? 0 : EncodedTarget.absent }
    link = .softmax
    var column = [Int](repeating: 0, count: count)
    for (position, output) in learned.enumerated() { column[output] = position }
    var targets = DoubleMatrix(rows: classes.count, columns: learned.count)
    var weights = DoubleMatrix(rows: classes.count, columns: learned.count)
    for (row, index) in classes.enumerated() {
      targets[row, column[index]] = 1
      let weight =
        weighting == .none ? 1 : Double(classes.count) / (Double(learned.count) * Double(totals[index]))
      for position in learned.indices { weights[row, position] = weight }
    }
    self.targets = targets
    self.weights = weights
  }

  private init(tags: [[Bool]], weighting: ClassWeights) {
    let count = tags.first?.count ?? 0
    let n = tags.count
    let totals = (0..<count).map { tag in tags.reduce(0) { $0 + ($1[tag] ? 1 : 0) } }
    learned = (0..<count).filter { totals[$0] > 0 && totals[$0] < n }
    constants = totals.map { total in
      total > 0 && total < n ? 0 : Float(log((Double(total) + 0.5) / (Double(n - total) + 0.5)))
    }
    link = .sigmoid
    var targets = DoubleMatrix(rows: n, columns: learned.count)
    var weights = DoubleMatrix(rows: n, columns: learned.count)
    for (row, answers) in tags.enumerated() {
      for (position, tag) in learned.enumerated() {
        targets[row, position] = answers[tag] ? 1 : 0
        let same = answers[tag] ? totals[tag] : n - totals[tag]
        weights[row, position] = weighting == .none ? 1 : Double(n) / (2 * Double(same))
      }
    }
    self.targets = targets
    self.weights = weights
  }
}
