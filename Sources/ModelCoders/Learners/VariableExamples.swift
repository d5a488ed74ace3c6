import ContentCoding
import Learning

/// The gold posts of one variable, ready to be learned from.
struct VariableExamples: Sendable {
  let variable: Variable
  /// The labels that have at least 2 gold codings, in the codebook's order.
  let labels: [String]
  /// The other labels, with their number of gold codings.
  let neverPredicted: [String: Int]
  /// Where each example stands among the gold posts.
  let places: [Int]
  private let values: [CodedValue]
  /// The fold of each example.
  let folds: [Int]

  init(variable: Variable, gold: [some GoldExample], folds: Folds) {
    self.variable = variable
    let coded = gold.enumerated().compactMap { place, post -> (place: Int, value: CodedValue, fold: Int)? in
      guard let value = post.values[variable.name], value.isOffered(by: variable), let fold = folds[post.id]
      else {
        return nil
      }
      return (place, value, fold)
    }
    let support = Dictionary(
      coded.flatMap { Self.labels(in: $0.value) }.map { ($0, 1) }, uniquingKeysWith: +)
    let learned = variable.labels.filter { support[$0, default: 0] >= 2 }
    labels = learned
    neverPredicted = Dictionary(
      uniqueKeysWithValues: variable.labels.filter { support[$0, default: 0] < 2 }.map {
        ($0, support[$0] ?? 0)
      })
    let usable = coded.filter {
      variable.type == .tags || Self.labels(in: $0.value).allSatisfy(learned.contains)
    }
    places = usable.map(\.place)
    values = usable.map(\.value)
    self.folds = usable.map(\.fold)
  }

  var count: Int { values.count }

  /// Why nothing can be learned; nil where something can.
  var obstacle: String? {
    let needed = variable.type == .category || variable.type == .boolean ? 2 : 1
    if variable.type != .number, labels.count < needed {
      return
        "\(variable.name) has \(labels.count) categories with 2 or more gold codings; \(needed) or more are needed to learn"
    }
    if Set(folds).count < 2 {
      return
        "\(variable.name) has \(count) gold codings of posts that can be read; they must lie in 2 folds or more to learn"
    }
    return nil
  }

  /// The folds of `rows`, over which a penalty can be chosen; nil where there are fewer than two.
  func innerFolds(of rows: [Int]) -> [Int]? {
    let inner = rows.map { folds[$0] }
    return Set(inner).count >= 2 ? inner : nil
  }

  /// The labels that a model of `rows` answers with.
  ///
  /// A class that no row has must not be answered; a tag that no row has is answered with its absence.
  func labelsPresent(in rows: [Int]) -> [String] {
    variable.type == .tags
      ? labels : labels.filter { label in rows.contains { Self.labels(in: values[$0]).contains(label) } }
  }

  /// What `rows` teach, in terms of `labels`; every row of a choice must have one of them.
  func target(of rows: [Int], labels: [String]) -> LearningTarget {
    switch variable.type {
    case .number:
      return .values(rows.map { if case .number(let number) = values[$0] { number } else { 0 } })
    case .tags:
      return .tags(rows.map { row in labels.map { Self.labels(in: values[row]).contains($0) } })
    case .category, .boolean, .openText:
      return .classes(classes(of: rows, labels: labels), count: labels.count)
    }
  }

  func classes(of rows: [Int], labels: [String]) -> [Int] {
    let index = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    return rows.map { index[values[$0].text] ?? 0 }
  }

  func label(of row: Int) -> String { values[row].text }

  private static func labels(in value: CodedValue) -> [String] {
    switch value {
    case .category, .boolean: [value.text]
    case .tags(let tags): Array(tags)
    case .number, .openText: []
    }
  }
}
