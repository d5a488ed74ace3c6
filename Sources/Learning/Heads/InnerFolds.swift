import Reliability

/// The parts of the training rows that are held out in turn to choose a penalty, a scale or a number of epochs.
struct InnerFolds: Sendable {
  /// For each fold, the rows held out and the rows left to train on, both rising.
  let parts: [(held: [Int], training: [Int])]

  /// Folds as the caller made them: rows with equal numbers are held out together.
  ///
  /// A single number gives no folds.
  init(assignment: [Int]) {
    let numbers = Set(assignment).sorted()
    guard numbers.count > 1 else {
      parts = []
      return
    }
    parts = numbers.map { number in
      (
        assignment.indices.filter { assignment[$0] == number },
        assignment.indices.filter { assignment[$0] != number }
      )
    }
  }

  /// Stratified folds from a seed: k = 5, fewer where the smallest class has fewer, at least 2.
  ///
  /// Rows of one class (one set of tags, neighbouring values) are shuffled and dealt out in turn.
  init(stratifying target: LearningTarget, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var order = Array(0..<target.rows)
    generator.shuffle(&order)
    var count = 5
    switch target {
    case .classes(let classes, let total):
      var groups = [[Int]](repeating: [], count: total)
      for row in order { groups[classes[row]].append(row) }
      groups.removeAll(where: \.isEmpty)
      count = max(2, min(count, groups.map(\.count).min() ?? 0))
      order = groups.flatMap(\.self)
    case .tags(let tags):
      var groups: [[Bool]: [Int]] = [:]
      var seen: [[Bool]] = []
      for row in order {
        if groups[tags[row]] == nil { seen.append(tags[row]) }
        groups[tags[row], default: []].append(row)
      }
      order = seen.flatMap { groups[$0] ?? [] }
    case .values(let values):
      let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      order.sort { (values[$0], rank[$0] ?? 0) < (values[$1], rank[$1] ?? 0) }
    }
    count = min(count, target.rows)
    var assignment = [Int](repeating: 0, count: target.rows)
    for (position, row) in order.enumerated() { assignment[row] = position % max(count, 1) }
    self.init(assignment: assignment)
  }
}
