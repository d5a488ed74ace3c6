import ContentCoding
import Learning

/// The gold posts of one variable, ready to be learned from.
struct VariableExamples: Sendable {
  let variable: Variable
  /// The labels that have at least 2 gold codings, in the codebook's order.
  let labels: [String]
  /// The other labels, with their number of gold codings.
  let neverPredicted: [String: Int]
  /// The posts' ids.
  let ids: [String]
  private let embeddings: [[Float]]
  /// Embeddings of changed copies of each example, which are only learned from.
  private let copies: [[[Float]]]
  private let values: [CodedValue]
  /// The fold of each example.
  let folds: [Int]

  init(variable: Variable, gold: [GoldPost], folds: Folds) {
    self.variable = variable
    let coded = gold.compactMap { post -> (GoldPost, CodedValue, Int)? in
      guard let value = post.values[variable.name], value.isOffered(by: variable), let fold = folds[post.id]
      else {
        return nil
      }
      return (post, value, fold)
    }
    let support = Dictionary(coded.flatMap { Self.labels(in: $0.1) }.map { ($0, 1) }, uniquingKeysWith: +)
    let learned = variable.labels.filter { support[$0, default: 0] >= 2 }
    labels = learned
    neverPredicted = Dictionary(
      uniqueKeysWithValues: variable.labels.filter { support[$0, default: 0] < 2 }.map {
        ($0, support[$0] ?? 0)
      })
    let usable = coded.filter { variable.type == .tags || Self.labels(in: $0.1).allSatisfy(learned.contains) }
    ids = usable.map(\.0.id)
    embeddings = usable.map(\.0.embedding)
    copies = usable.map(\.0.copies)
    values = usable.map(\.1)
    self.folds = usable.map(\.2)
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

  /// A head trained on all examples but those of `fold`; nil leaves none out.
  func head(leavingOut fold: Int?, parameters: HeadParameters) throws -> LabelledHead {
    let rows = folds.indices.filter { folds[$0] != fold }
    let present = labelsPresent(in: rows)
    // An example and its copies stay in one inner fold, or the penalty would be chosen on what was learned.
    let lesson = rows.flatMap { row in repeatElement(row, count: 1 + copies[row].count) }
    let inner = lesson.map { folds[$0] }
    let head = try TrainedHead.train(
      Matrix(rows: rows.flatMap { [embeddings[$0]] + copies[$0] }),
      target: target(of: lesson, labels: present),
      parameters: parameters, innerFolds: Set(inner).count >= 2 ? inner : nil)
    return LabelledHead(labels: variable.type == .number ? [] : present, head: head)
  }

  /// The labels that a model of `rows` answers with.
  ///
  /// A class that no row has must not be answered; a tag that no row has is answered with its absence.
  func labelsPresent(in rows: [Int]) -> [String] {
    variable.type == .tags
      ? labels : labels.filter { label in rows.contains { Self.labels(in: values[$0]).contains(label) } }
  }

  func matrix(of rows: [Int]) throws -> Matrix {
    try Matrix(rows: rows.map { embeddings[$0] })
  }

  /// What `rows` teach, in terms of `labels`; every row of a choice must have one of them.
  func target(of rows: [Int], labels: [String]) -> LearningTarget {
    switch variable.type {
    case .number:
      return .values(rows.map { if case .number(let number) = values[$0] { number } else { 0 } })
    case .tags:
      return .tags(rows.map { row in labels.map { Self.labels(in: values[row]).contains($0) } })
    case .category, .boolean:
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
    case .number: []
    }
  }
}
