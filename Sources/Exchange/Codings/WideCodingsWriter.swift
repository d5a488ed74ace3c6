import ContentCoding
import Foundation
import Tables

/// Writes codings in the wide form: a row a post and a column a variable and coder.
///
/// Columns are called `variable__coder`. Only values of status `coded` are written; the long form keeps everything.
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

  private let output: Output
  private let columns: [Column]
  private let places: [Column: Int]
  private var post: String?
  private var values: [CodedValue?]

  /// Starts a table.
  ///
  /// - Parameters:
  ///   - format: CSV or JSON Lines.
  ///   - columns: The columns after `post_id`; codings that belong to none are left out.
  ///   - send: Takes the bytes, some 64 KiB at a time.
  /// - Throws: ``ImportProblems`` where two columns would have the same name, and what `send` throws.
  public init(
    _ format: CodingsTable.Format, columns: [Column], to send: @escaping ([UInt8]) throws -> Void
  ) throws {
    let names = columns.map(\.name)
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw ImportProblems(
        file: "export",
        "two columns would be called \(quoted(twice)); export the long form, or rename a coder")
    }
    self.columns = columns
    places = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    values = Array(repeating: nil, count: columns.count)
    output =
      switch format {
      case .csv: .table(try TableWriter(columns: ["post_id"] + names, to: send))
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
      values[place] = record.coding.answer.value
    }
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
    switch output {
    case .table(let writer): try writer.write([post] + values.map { $0?.text ?? "" })
    case .lines(let writer):
      try writer.write(
        [.init("post_id", .text(post))]
          + zip(columns, values).compactMap { column, value in
            value.map { .init(column.name, .text($0.text)) }
          })
    }
    values = Array(repeating: nil, count: columns.count)
  }
}
