import ContentCoding
import Foundation

/// How what is known of a post becomes a row of numbers; learned from the posts that are learned from.
///
/// What is missing has the mean of the posts learned from, and a 1 in a column that says so.
struct FeatureLayout: Codable, Hashable, Sendable {
  /// The length of the embedding; 0 where nothing is embedded.
  let dimension: Int
  let columns: [Column]
  let hasTime: Bool
  let codings: [Codings]

  /// How a column is read.
  enum Column: Codable, Hashable, Sendable {
    /// A number; as ln(1 + x) where none learned from is below 0, and the mean of that.
    case number(isLogarithm: Bool, mean: Double)
    /// 1 for the word that the cell says, of those that two posts or more have.
    case words([String])
  }

  /// How another coder's answers are read.
  struct Codings: Codable, Hashable, Sendable {
    /// The mean of each number that an answer becomes.
    let means: [Double]
  }

  /// The most words of a column, those of most posts first.
  static let wordLimit = 50

  /// Learns from `facts`, all of which have the same columns.
  init(learning facts: [PostFacts], hasTime: Bool, codings columns: [CodingColumn]) {
    dimension = facts.first?.embedding.count ?? 0
    self.hasTime = hasTime
    self.columns = (0..<(facts.first?.cells.count ?? 0)).map { place in
      Column(learning: facts.map { $0.cells[place] })
    }
    codings = columns.indices.map { place in
      let answers = facts.compactMap { $0.codings[place] }
      return Codings(
        means: (0..<columns[place].width - 1).map { number in
          answers.isEmpty ? 0 : answers.reduce(0) { $0 + $1[number] } / Double(answers.count)
        })
    }
  }

  /// The widths of the groups of numbers in a row that belong together.
  var blocks: [Int] {
    [dimension] + columns.flatMap(\.blocks) + (hasTime ? [4, 1] : [])
      + codings.flatMap { [$0.means.count, 1] }
  }

  /// How many numbers a row has.
  var width: Int { blocks.reduce(0, +) }

  /// The row of a post; nil where its facts are of another shape.
  func row(of facts: PostFacts) -> [Float]? {
    guard facts.embedding.count == dimension, facts.cells.count == columns.count,
      facts.codings.count == codings.count
    else { return nil }
    var row = facts.embedding
    row.reserveCapacity(width)
    for (column, cell) in zip(columns, facts.cells) { row += column.numbers(of: cell) }
    if hasTime { row += Self.timeOfWeek(facts.time) }
    for (column, answer) in zip(codings, facts.codings) {
      guard answer == nil || answer?.count == column.means.count else { return nil }
      row += (answer ?? column.means).map { Float($0) } + [answer == nil ? 1 : 0]
    }
    return row.count == width && row.allSatisfy(\.isFinite) ? row : nil
  }

  /// Sine and cosine of the hour of the day and of the time of the week, in UTC, and whether the time is missing.
  private static func timeOfWeek(_ time: Date?) -> [Float] {
    guard let seconds = time?.timeIntervalSince1970, seconds.isFinite else { return [0, 0, 0, 0, 1] }
    let waves = [86_400.0, 604_800].flatMap { period -> [Float] in
      let angle = 2 * Double.pi * seconds.truncatingRemainder(dividingBy: period) / period
      return [Float(sin(angle)), Float(cos(angle))]
    }
    return waves + [0]
  }
}

extension FeatureLayout.Column {
  /// A number where every cell that says something says one, and words else.
  init(learning cells: [PostFacts.Cell]) {
    let said = cells.filter { !$0.isBlank }
    let numbers = said.compactMap(\.number)
    if numbers.count == said.count {
      let isLogarithm = numbers.allSatisfy { $0 >= 0 }
      let values = isLogarithm ? numbers.map { log1p($0) } : numbers
      let mean = values.isEmpty ? 0 : values.reduce(0) { $0 + $1 / Double(values.count) }
      self = .number(isLogarithm: isLogarithm, mean: mean)
    } else {
      let counts = Dictionary(said.compactMap { $0.text.map { ($0, 1) } }, uniquingKeysWith: +)
      let frequent = counts.filter { $0.value >= 2 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      self = .words(frequent.prefix(FeatureLayout.wordLimit).map(\.key))
    }
  }

  var blocks: [Int] {
    switch self {
    case .number: [1, 1]
    case .words(let words): [words.count, 1]
    }
  }

  /// The cell as numbers; the last says whether it is missing.
  func numbers(of cell: PostFacts.Cell) -> [Float] {
    switch self {
    case .number(let isLogarithm, let mean):
      guard let number = cell.number, !isLogarithm || number >= 0 else { return [Float(mean), 1] }
      return [Float(isLogarithm ? log1p(number) : number), 0]
    case .words(let words):
      return words.map { $0 == cell.text ? 1 : 0 } + [cell.isBlank ? 1 : 0]
    }
  }
}
