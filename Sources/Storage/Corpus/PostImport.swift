import ContentCoding
import Foundation
import GRDB

/// What an import did.
public struct ImportTally: Codable, Hashable, Sendable {
  /// Posts that the study did not have.
  public var added = 0
  /// Posts that it had with other contents.
  public var updated = 0
  /// Posts that it had as they are.
  public var unchanged = 0
  /// Posts left out because they or their authors were forgotten.
  public var tombstoned = 0

  /// Nothing yet.
  public init() {}
}

/// An import that is under way; see ``Study/importing(_:)``.
public final class PostImport {
  /// What was done so far.
  public private(set) var tally = ImportTally()

  private let database: Database
  private let tombstones: Tombstones
  private let insertPost: Statement
  private let updatePost: Statement
  private let findPost: Statement
  private let insertMedia: Statement
  private let existing: PostRows

  init(_ database: Database) throws {
    self.database = database
    tombstones = try Tombstones(database)
    existing = try PostRows(database)
    insertPost = try database.cachedStatement(
      sql: """
        INSERT INTO posts (id, text, author, time, columns, counts, part_of) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """)
    updatePost = try database.cachedStatement(
      sql: """
        UPDATE posts SET text = ?2, author = ?3, time = ?4, columns = ?5, counts = ?6, part_of = ?7
        WHERE id = ?1 AND (text, author, time, columns, counts, part_of) IS NOT (?2, ?3, ?4, ?5, ?6, ?7)
        """)
    findPost = try database.cachedStatement(sql: "SELECT post FROM posts WHERE id = ?")
    insertMedia = try database.cachedStatement(
      sql: "INSERT INTO media (post, position, path, sha256, size, modified) VALUES (?, ?, ?, ?, ?, ?)")
  }

  /// Adds posts, updates those whose id the study has, and leaves out forgotten ones.
  ///
  /// A media record keeps its SHA-256 as long as its path stays.
  public func add(_ posts: [Post]) throws {
    for post in posts { try add(post) }
  }

  private func add(_ post: Post) throws {
    guard !tombstones.cover(post) else {
      tally.tombstoned += 1
      return
    }
    let fields: [(any DatabaseValueConvertible)?] = [
      post.id, post.text, post.author, post.time.flatMap(Timestamp.text), JSONText.text(of: post.columns),
      JSONText.text(of: post.counts), post.partOf,
    ]
    let before = database.totalChangesCount
    try insertPost.execute(arguments: StatementArguments(fields))
    if database.totalChangesCount != before {
      tally.added += 1
      try insert(post.media, of: database.lastInsertedRowID)
    } else if try update(post.id, fields, media: post.media) {
      tally.updated += 1
    } else {
      tally.unchanged += 1
    }
  }

  private func update(
    _ id: String, _ fields: [(any DatabaseValueConvertible)?], media: [Media]
  ) throws -> Bool {
    guard let row = try Int64.fetchOne(findPost, arguments: [id]) else {
      throw StorageError.unknownPost(id)
    }
    let before = database.totalChangesCount
    try updatePost.execute(arguments: StatementArguments(fields))
    let isTextChanged = database.totalChangesCount != before
    let isMediaChanged = try update(media, of: row)
    return isTextChanged || isMediaChanged
  }

  private func update(_ media: [Media], of post: Int64) throws -> Bool {
    let stored = try existing.media(of: post)
    let known = Dictionary(stored.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let merged = media.map { $0.sha256 == nil ? known[$0.path] ?? $0 : $0 }
    guard merged != stored else { return false }
    try database.execute(sql: "DELETE FROM media WHERE post = ?", arguments: [post])
    try insert(merged, of: post)
    return true
  }

  private func insert(_ media: [Media], of post: Int64) throws {
    for (position, item) in media.enumerated() {
      try insertMedia.execute(
        arguments: [post, position, item.path, item.sha256, item.stamp?.size, item.stamp?.modified])
    }
  }
}
