/// What a head learns to answer, one entry a row of the features.
public enum LearningTarget: Sendable {
  /// One of `count` classes a row, numbered from 0. A class without an example is never predicted.
  case classes([Int], count: Int)
  /// Any number of tags a row: n rows of q independent answers.
  case tags([[Bool]])
  /// A number a row.
  case values([Double])

  var rows: Int {
    switch self {
    case .classes(let classes, _): classes.count
    case .tags(let tags): tags.count
    case .values(let values): values.count
    }
  }

  /// The shape of the answers, kept with a trained head.
  enum Shape: Codable, Sendable, Equatable {
    case classes(Int)
    case tags(Int)
    case values

    var outputs: Int {
      switch self {
      case .classes(let count), .tags(let count): count
      case .values: 1
      }
    }
  }

  var shape: Shape {
    switch self {
    case .classes(_, let count): .classes(count)
    case .tags(let tags): .tags(tags.first?.count ?? 0)
    case .values: .values
    }
  }

  /// Throws where the entries do not fit `rows` rows of features.
  func validate(rows expected: Int) throws(LearningError) {
    guard rows == expected else {
      throw .mismatch(what: "the rows of the target", expected: expected, found: rows)
    }
    guard shape.outputs > 0 else { throw .noOutputs }
    switch self {
    case .classes(let classes, let count):
      if let row = classes.firstIndex(where: { $0 < 0 || $0 >= count }) {
        throw .classOutOfRange(row: row, found: classes[row], count: count)
      }
    case .tags(let tags):
      if let row = tags.firstIndex(where: { $0.count != shape.outputs }) {
        throw .mismatch(what: "the tags of row \(row)", expected: shape.outputs, found: tags[row].count)
      }
    case .values(let values):
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(what: "the values to learn", row: row, column: 0)
      }
    }
  }

  func selecting(rows chosen: [Int]) -> LearningTarget {
    switch self {
    case .classes(let classes, let count): .classes(chosen.map { classes[$0] }, count: count)
    case .tags(let tags): .tags(chosen.map { tags[$0] })
    case .values(let values): .values(chosen.map { values[$0] })
    }
  }
}
