import ContentCoding
import Learning

/// Fits temperatures to the logits that held-out heads give for the posts they did not learn from.
struct TemperatureFit {
  private let examples: VariableExamples
  private let logits: [Int: Matrix]
  /// The labels of each fold's logits.
  private let labels: [[String]]

  /// For each fold the logits of its examples, in their order, and the labels of their columns.
  init(examples: VariableExamples, logits: [Int: Matrix], labels: [[String]]) {
    self.examples = examples
    self.logits = logits
    self.labels = labels
  }

  /// The temperature that fits the out-of-fold logits of all folds but `left`, over heads that know the same `labels`.
  ///
  /// 1 where there is nothing to fit it to.
  func temperature(leavingOut left: Int?, labels: [String]) -> Float {
    let folds = logits.keys.sorted().filter { $0 != left && self.labels[$0] == labels }
    let rows = folds.flatMap { fold in
      Self.rows(of: fold, in: examples).enumerated().filter { _, row in
        examples.variable.type == .tags || labels.contains(examples.label(of: row))
      }.map { (fold: fold, position: $0.offset, row: $0.element) }
    }
    guard !rows.isEmpty, !labels.isEmpty else { return 1 }
    let matrix = Matrix(
      rows: rows.count, columns: labels.count,
      storage: rows.flatMap { row in logits[row.fold].map { Array($0.row(row.position)) } ?? [] })
    switch examples.target(of: rows.map(\.row), labels: labels) {
    case .classes(let classes, _): return TemperatureScaling.fit(logits: matrix, classes: classes)
    case .tags(let tags): return TemperatureScaling.fit(logits: matrix, tags: tags)
    case .values: return 1
    }
  }

  private static func rows(of fold: Int, in examples: VariableExamples) -> [Int] {
    examples.folds.indices.filter { examples.folds[$0] == fold }
  }
}
