import ContentCoding
import Foundation
import GRDB

/// Reads posts and their media from rows.
struct PostRows {
  static let columns = """
    posts.post, posts.id, posts.text, posts.author, posts.time, posts.columns, posts.counts, posts.part_of
    """

  private let media: Statement
  private let joined: [CodingReference]
  private let value: Statement

  /// A reader of posts, each with those of its codings that `joined` names.
  init(_ database: Database, joining joined: [CodingReference] = []) throws {
    self.joined = joined
    value = try database.cachedStatement(
      sql: """
        SELECT codings.value FROM codings
        JOIN coders ON coders.coder = codings.coder
        JOIN origins ON origins.origin = codings.origin AND origins.configuration IS coders.configuration
        WHERE codings.post = ? AND codings.variable = ? AND coders.name = ? AND codings.status = 'coded'
        """)
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
    for coding in joined {
      post.codings[coding] = try String.fetchOne(value, arguments: [place, coding.variable, coding.coder])
    }
    return post
  }

  func media(of post: Int64) throws -> [Media] {
    var found: [Media] = []
    let rows = try Row.fetchCursor(media, arguments: [post])
    while let row = try rows.next() { found.append(try Media(row)) }
    return found
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
