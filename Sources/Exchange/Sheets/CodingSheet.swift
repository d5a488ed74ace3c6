import ContentCoding
import Tables

/// A table to code by: a row a post, a column a variable, and a second table with the definitions and accepted values.
///
/// `import codings` reads it back, once it is filled in and saved as CSV.
public struct CodingSheet: Sendable {
  /// The posts, in the order in which they are coded.
  public let posts: [Post]
  /// The codebook.
  public let variables: [Variable]

  /// The sheet of `posts`.
  public init(posts: [Post], variables: [Variable]) {
    self.posts = posts
    self.variables = variables
  }

  /// The columns that stand before the variables; a variable of the same name takes the column's place.
  private static let given = ["id", "text", "author", "time", "files"]

  /// The columns of posts that are shown.
  private var shown: [String] {
    Self.given.filter { name in name == Self.given[0] || !variables.contains { $0.name == name } }
  }

  /// The names of all columns.
  public var header: [String] { shown + variables.map(\.name) }

  /// How many columns stand before the variables.
  var givenCount: Int { shown.count }

  /// The cells of a post, those of variables empty.
  func cells(of post: Post) -> [String] {
    shown.map { name in
      switch name {
      case "id": post.id
      case "text": post.text
      case "author": post.author ?? ""
      case "time": post.time?.formatted(.iso8601) ?? ""
      default: post.media.map(\.path).joined(separator: "\n")
      }
    } + variables.map { _ in "" }
  }

  /// The names of the columns of the second table.
  public static let codebookHeader = ["variable", "value", "definition"]

  /// The rows of the second table: each variable with what it asks, and each of its values.
  public var codebookRows: [[String]] {
    variables.flatMap { variable -> [[String]] in
      let definitions = Dictionary(
        variable.categories.map { ($0.name, $0.definition) }, uniquingKeysWith: { first, _ in first })
      return [[variable.name, Self.hint(for: variable), variable.definition]]
        + variable.labels.map { [variable.name, $0, definitions[$0] ?? ""] }
    }
  }

  /// What is written in a cell of the variable.
  static func hint(for variable: Variable) -> String {
    switch variable.type {
    case .category: "one of the values below"
    case .boolean: "true or false"
    case .openText: "words of your own"
    case .tags: "any of the values below, with | between them"
    case .number:
      variable.range.map {
        "a number from \(CodedValue.number($0.lowerBound).text) to \(CodedValue.number($0.upperBound).text)"
      }
        ?? "a number"
    }
  }

  /// Writes the first table as CSV, without cells that a spreadsheet would run.
  public func writeCSV(to send: @escaping ([UInt8]) throws -> Void) throws {
    let writer = try TableWriter(columns: header, to: send)
    for post in posts { try writer.write(cells(of: post)) }
    try writer.finish()
  }

  /// Writes the second table as CSV.
  public func writeCodebookCSV(to send: @escaping ([UInt8]) throws -> Void) throws {
    let writer = try TableWriter(columns: Self.codebookHeader, to: send)
    for row in codebookRows { try writer.write(row) }
    try writer.finish()
  }
}
