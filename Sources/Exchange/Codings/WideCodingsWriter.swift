import ContentCoding
import Foundation
import Tables

/// Writes codings in the wide form: a row a post and a column a variable and coder.
///
/// Columns are called `variable__coder`. Only values of status `coded` are written, unless details are asked for; the long form keeps
/// everything. Columns of posts can stand before them, and posts without codings have a row then.
public final class WideCodingsWriter {
  /// A column of the table.
  public struct Column: Hashable, Sendable {
    /// The variable's name.
    public var variable: String
    /// The coder's name.
    public var coder: String

    /// A column.
    public init(variable: String, coder: String) {
      self.variable = variable
      self.coder = coder
    }

    /// `variable__coder`.
    public var name: String { variable + CodingsTable.wideSeparator + coder }
  }

  private enum Output {
    case table(TableWriter)
    case lines(JSONLinesWriter)
  }

  /// What stands beside each value, in columns called `status:variable__coder` and so on.
  private enum Detail: String, CaseIterable {
    /// `coded`, `abstained`, `failed`, or `not asked` where the coder has no coding of the post.
    case status
    case confidence
    /// The category with the second highest score, and that score.
    case second
    case secondScore = "second_score"
    case cost = "cost_usd"

    func cell(of answer: Answer?) -> String {
      switch self {
      case .status: answer?.status.rawValue ?? "not asked"
      case .confidence: answer?.confidence.map { "\($0)" } ?? ""
      case .second: answer?.second?.label ?? ""
      case .secondScore: answer?.second.map { "\($0.score)" } ?? ""
      case .cost: answer?.cost.map { "\($0)" } ?? ""
      }
    }
  }

  private let output: Output
  private let header: [String]
  private let columns: [Column]
  private let places: [Column: Int]
  private let details: [Detail]
  private var post: String?
  private var cells: [String] = []
  private var answers: [Answer?]

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - format: CSV or JSON Lines.
  ///   - posts: The names of further columns of posts, after `post_id`; none for rows of coded posts alone.
  ///   - columns: The columns of values; codings that belong to none are left out.
  ///   - withDetails: Whether status, confidence, second category and price stand beside each value.
  ///   - send: Takes the bytes, some 64 KiB at a time.
  /// - Throws: ``ImportProblems`` where two columns would have the same name, and what `send` throws.
  public init(
    _ format: CodingsTable.Format, posts: [String] = [], columns: [Column], withDetails: Bool = false,
    to send: @escaping ([UInt8]) throws -> Void
  ) throws {
    details = withDetails ? Detail.allCases : []
    let details = details
    let names =
      ["post_id"] + posts
      + columns.flatMap { column in [column.name] + details.map { "\($0.rawValue):\(column.name)" } }
    header = names
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw ImportProblems(
        file: "export",
        "two columns would be called \(quoted(twice)); export the long form, or rename a coder")
    }
    self.columns = columns
    places = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    answers = Array(repeating: nil, count: columns.count)
    output =
      switch format {
      case .csv: .table(try TableWriter(columns: names, to: send))
      case .jsonLines: .lines(JSONLinesWriter(to: send))
      }
  }

  /// Takes one coding; those of one post must follow each other, or the post gets several rows.
  ///
  /// - Throws: What the output throws.
  public func write(_ record: CodingRecord) throws {
    if record.coding.postID != post {
      try writeRow()
      post = record.coding.postID
    }
    if let place = places[Column(variable: record.coding.variable, coder: record.coder.name)] {
      answers[place] = record.coding.answer
    }
  }

  /// Begins the row of a post with its own cells; its codings follow.
  ///
  /// - Throws: What the output throws.
  public func write(post id: String, cells: [String]) throws {
    try writeRow()
    post = id
    self.cells = cells
  }

  /// Writes the last post and hands on what is gathered.
  ///
  /// - Throws: What the output throws.
  public func finish() throws {
    try writeRow()
    post = nil
    switch output {
    case .table(let writer): try writer.finish()
    case .lines(let writer): try writer.finish()
    }
  }

  private func writeRow() throws {
    guard let post else { return }
    let row =
      [post] + cells
      + answers.flatMap { answer in
        [answer?.value?.text ?? ""] + details.map { $0.cell(of: answer) }
      }
    switch output {
    case .table(let writer): try writer.write(row)
    case .lines(let writer):
      try writer.write(
        zip(header, row).enumerated().filter { place, pair in
          place == 0 || !pair.1.isEmpty || isValue(place)
        }.map { .init($1.0, .text($1.1)) })
    }
    answers = Array(repeating: nil, count: columns.count)
  }

  /// Whether the cell at `place` is of a value that a coder gave, which may be the empty set.
  private func isValue(_ place: Int) -> Bool {
    let first = 1 + cells.count
    guard place >= first, (place - first) % (1 + details.count) == 0 else { return false }
    return answers[(place - first) / (1 + details.count)]?.value != nil
  }
}

extension Answer {
  /// The label with the second highest score, of equal scores the one first in the alphabet; nil where there are not two.
  fileprivate var second: (label: String, score: Double)? {
    guard scores.count > 1 else { return nil }
    let ranked = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return (ranked[1].key, ranked[1].value)
  }
}
