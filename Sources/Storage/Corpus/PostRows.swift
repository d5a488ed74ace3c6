import ContentCoding
import Foundation
import GRDB

/// Reads posts and their media from rows.
struct PostRows {
  static let columns = """
    posts.post, posts.id, posts.text, posts.author, posts.time, posts.columns, posts.counts, posts.part_of
    """

  private let media: Statement
  private let joined: [JoinedCoding]

  /// A reader of posts, each with those of its codings that `joined` names.
  init(_ database: Database, joining joined: [CodingReference] = []) throws {
    self.joined = try joined.map { try JoinedCoding($0, database) }
    media = try database.cachedStatement(
      sql: "SELECT path, sha256, size, modified FROM media WHERE post = ? ORDER BY position")
  }

  func page(_ rows: RowCursor) throws -> PostPage {
    var posts: [Post] = []
    var end: PostCursor?
    while let row = try rows.next() {
      posts.append(try post(row))
      end = PostCursor(post: try row.value(0))
    }
    return PostPage(posts: posts, end: end)
  }

  /// The post of a row that begins with ``columns``.
  func post(_ row: Row) throws -> Post {
    let time: String? = try row.value(4)
    let place: Int64 = try row.value(0)
    var post = Post(
      id: try row.value(1), text: try row.value(2), author: try row.value(3),
      time: time.flatMap(StoredTime.date),
      columns: JSONText.strings(try row.value(5)) ?? [:], counts: JSONText.numbers(try row.value(6)) ?? [:],
      media: try media(of: place), partOf: try row.value(7))
    for coding in joined { post.codings[coding.reference] = try coding.text(of: place) }
    return post
  }

  func media(of post: Int64) throws -> [Media] {
    var found: [Media] = []
    let rows = try Row.fetchCursor(media, arguments: [post])
    while let row = try rows.next() { found.append(try Media(row)) }
    return found
  }
}

/// Looks up what a coder says of a variable now, post by post.
private struct JoinedCoding {
  let reference: CodingReference
  private let statement: Statement

  init(_ reference: CodingReference, _ database: Database) throws {
    self.reference = reference
    statement = try database.makeStatement(
      sql: """
        SELECT codings.value FROM codings
        JOIN coders ON coders.coder = codings.coder
        JOIN origins ON origins.origin = codings.origin AND origins.configuration IS coders.configuration
        WHERE codings.post = ? AND codings.variable = ? AND coders.name = ? AND codings.status = 'coded'
        """)
  }

  /// The value as it is written; nil where there is none.
  func text(of post: Int64) throws -> String? {
    try String.fetchOne(statement, arguments: [post, reference.variable, reference.coder])
  }
}

extension Media {
  /// The record of a row that begins with path, sha256, size and modified.
  init(_ row: Row) throws {
    let size: Int64? = try row.value(2)
    let modified: Int64? = try row.value(3)
    var stamp: FileStamp?
    if let size, let modified { stamp = FileStamp(size: size, modified: modified) }
    self.init(path: try row.value(0), sha256: try row.value(1), stamp: stamp)
  }
}
