import ContentCoding
import GRDB

/// Which posts are shown, page by page.
public struct GalleryQuestion: Hashable, Sendable {
  /// Whose codings are asked about; nil for anybody's.
  public var coder: String?
  /// Which variable; nil for any.
  public var variable: String?
  /// The value as it is written; nil for any.
  public var value: String?
  /// Coded, abstained or failed; nil for any.
  public var status: Answer.Status?
  /// The sample that posts are of; nil for all posts.
  public var sample: String?
  /// A coder who gives another value to the same variable; nil for none.
  public var differsFrom: String?
  /// Whether somebody wants to look at the post again.
  public var isFlagged = false
  /// What the post's text holds, in any case; nil for anything.
  public var text: String?

  /// All posts.
  public init() {}

  /// Whether codings are asked about.
  private var asksOfCodings: Bool {
    coder != nil || variable != nil || value != nil || status != nil || differsFrom != nil
  }

  /// `text` with the characters escaped that mean something to LIKE.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "%_\\".contains($1) ? "\\\($1)" : "\($1)" }
  }

  /// The condition on `posts`, with its arguments.
  fileprivate var condition: (sql: String, arguments: StatementArguments) {
    var parts = ["TRUE"]
    var arguments: [any DatabaseValueConvertible] = []
    if let sample {
      parts.append("posts.post IN (SELECT post FROM sample_posts WHERE sample = ?)")
      arguments.append(sample)
    }
    if let text {
      parts.append("posts.text LIKE ? ESCAPE '\\'")
      arguments.append("%\(Self.escaped(text))%")
    }
    if isFlagged {
      parts.append("EXISTS (SELECT 1 FROM remarks WHERE remarks.post = posts.post AND is_flagged)")
    }
    if asksOfCodings {
      var inner = ["codings.post = posts.post", "origins.configuration IS coders.configuration"]
      let wanted: [(String, (any DatabaseValueConvertible)?)] = [
        ("coders.name", coder), ("codings.variable", variable), ("codings.status", status?.rawValue),
      ]
      for (column, value) in wanted {
        guard let value else { continue }
        inner.append("\(column) = ?")
        arguments.append(value)
      }
      if let value {
        // A tag is one of several, joined by bars.
        inner.append(
          "(codings.value = ? OR codings.type = 'tags' AND '|' || codings.value || '|' LIKE ? ESCAPE '\\')")
        arguments += [value, "%|\(Self.escaped(value))|%"]
      }
      if let differsFrom {
        inner.append(
          """
          EXISTS (SELECT 1 FROM codings AS theirs JOIN coders AS they ON they.coder = theirs.coder
            JOIN origins AS of_theirs ON of_theirs.origin = theirs.origin
            WHERE theirs.post = codings.post AND theirs.variable = codings.variable AND they.name = ?
              AND of_theirs.configuration IS they.configuration AND theirs.value <> codings.value)
          """)
        arguments.append(differsFrom)
      }
      parts.append(
        """
        EXISTS (SELECT 1 FROM codings JOIN coders USING (coder) JOIN origins ON origins.origin = codings.origin
          WHERE \(inner.joined(separator: " AND ")))
        """)
    }
    return (parts.joined(separator: " AND "), StatementArguments(arguments))
  }
}

/// A part of the posts that a question asks for.
public struct GalleryPart: Sendable {
  /// The posts, in the order of their import.
  public let posts: [Post]
  /// Where the next part begins; nil after the last.
  public let next: Int?
}

extension Study {
  /// Posts that `question` asks for.
  ///
  /// - Parameters:
  ///   - question: Which posts.
  ///   - start: What the part before gave as ``GalleryPart/next``; 0 for the first part.
  ///   - count: How many posts at most.
  /// - Returns: The posts.
  /// - Throws: ``StorageError``.
  public func gallery(_ question: GalleryQuestion, from start: Int = 0, count: Int) throws -> GalleryPart {
    let found = try read { database in
      let condition = question.condition
      return try Row.fetchAll(
        database,
        sql: """
          SELECT post, id FROM posts WHERE \(condition.sql) AND posts.post > ? ORDER BY posts.post LIMIT ?
          """, arguments: condition.arguments + [start, count + 1]
      ).map { row -> (Int, String) in (try row.value(0), try row.value(1)) }
    }
    let shown = found.prefix(count)
    return GalleryPart(
      posts: try posts(withIDs: shown.map(\.1)), next: found.count > count ? shown.last?.0 : nil)
  }
}
