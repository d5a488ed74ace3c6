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
  /// In how many of the updated posts each field changed, by ``PostField/name``.
  public var changedFields: [String: Int] = [:]

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
  private let notePost: Statement
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
        UPDATE posts SET text = ?2, author = ?3, time = ?4, columns = ?5, counts = ?6, part_of = ?7 WHERE id = ?1
        """)
    findPost = try database.cachedStatement(sql: "SELECT \(PostRows.columns) FROM posts WHERE id = ?")
    notePost = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO import_posts (post, before) VALUES (?, ?)")
    insertMedia = try database.cachedStatement(
      sql: "INSERT INTO media (post, position, path, sha256, size, modified) VALUES (?, ?, ?, ?, ?, ?)")
  }

  /// Adds posts, updates those whose id the study has, and leaves out forgotten ones.
  ///
  /// What a post does not bring is left as it is: a table of ids and likes changes likes alone. A media record keeps its
  /// SHA-256 as long as its path stays.
  public func add(_ posts: [Post]) throws {
    for post in posts { try add(post) }
  }

  /// Adds a post, or updates it and empties the fields `cleared`.
  public func add(_ post: Post, clearing cleared: Set<PostField> = []) throws {
    guard !tombstones.cover(post) else {
      tally.tombstoned += 1
      return
    }
    let before = database.totalChangesCount
    try insertPost.execute(arguments: StatementArguments(Self.fields(of: post)))
    if database.totalChangesCount != before {
      tally.added += 1
      try insert(post.media, of: database.lastInsertedRowID)
    } else if try update(post, clearing: cleared) {
      tally.updated += 1
    } else {
      tally.unchanged += 1
    }
  }

  /// Remembers a folder, links followed, that media of this import may lie in.
  ///
  /// The first time, the folders of the media that the study has already are remembered too.
  public func note(mediaRoot path: String, studyFolder: URL) throws {
    let isFirst = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM media_roots)") ?? false
    var roots: Set<String> = [path]
    if isFirst {
      var folders: Set<String> = []
      let paths = try String.fetchCursor(database, sql: "SELECT path FROM media")
      while let path = try paths.next() {
        folders.insert(URL(fileURLWithPath: path, relativeTo: studyFolder).deletingLastPathComponent().path)
      }
      roots.formUnion(folders.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
    }
    for root in roots {
      try database.execute(sql: "INSERT OR IGNORE INTO media_roots (path) VALUES (?)", arguments: [root])
    }
  }

  /// Remembers what the source calls a field, so that the name can be used for it.
  public func note(column name: String, for role: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO column_names (name, role) VALUES (?, ?)", arguments: [name, role])
  }

  /// Stores codings that the source brings beside the posts.
  public func save(_ codings: [Coding], coder: CoderIdentity, codebook: Fingerprint, at date: Date) throws {
    _ = try CodingImport(database).save(codings, coder: coder, run: nil, codebook: codebook, at: date)
  }

  static func fields(of post: Post) -> [(any DatabaseValueConvertible)?] {
    [
      post.id, post.text, post.author, post.time.flatMap(StoredTime.text), JSONText.text(of: post.columns),
      JSONText.text(of: post.counts), post.partOf,
    ]
  }

  private func update(_ post: Post, clearing cleared: Set<PostField>) throws -> Bool {
    guard let row = try Row.fetchOne(findPost, arguments: [post.id]) else {
      throw StorageError.unknownPost(post.id)
    }
    let number: Int64 = try row.value(0)
    let stored = try existing.post(row)
    let (merged, changed) = stored.merged(with: post, clearing: cleared)
    guard !changed.isEmpty else { return false }
    for field in changed { tally.changedFields[field.name, default: 0] += 1 }
    try notePost.execute(arguments: [number, try JSONText.text(of: stored)])
    try updatePost.execute(arguments: StatementArguments(Self.fields(of: merged)))
    if changed.contains(.media) {
      try database.execute(sql: "DELETE FROM media WHERE post = ?", arguments: [number])
      try insert(merged.media, of: number)
    }
    return true
  }

  private func insert(_ media: [Media], of post: Int64) throws {
    for (position, item) in media.enumerated() {
      try insertMedia.execute(
        arguments: [post, position, item.path, item.sha256, item.stamp?.size, item.stamp?.modified])
    }
  }
}

extension Post {
  /// This post with what `other` brings, and the fields in which it differs then.
  fileprivate func merged(with other: Post, clearing cleared: Set<PostField>) -> (Post, Set<PostField>) {
    var merged = self
    var changed: Set<PostField> = []
    func take<Value: Equatable>(
      _ field: PostField, _ path: WritableKeyPath<Post, Value>, _ value: Value, if isGiven: Bool
    ) {
      guard isGiven || cleared.contains(field), merged[keyPath: path] != value else { return }
      merged[keyPath: path] = value
      changed.insert(field)
    }
    take(.text, \.text, other.text, if: !other.text.isEmpty)
    take(.author, \.author, other.author, if: other.author != nil)
    // As stored, to the second or finer, so that a time that is written back is the same time.
    let time = other.time.flatMap(StoredTime.text).flatMap(StoredTime.date)
    take(.time, \.time, time, if: time != nil)
    take(.partOf, \.partOf, other.partOf, if: other.partOf != nil)
    let known = Dictionary(media.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    take(
      .media, \.media, other.media.map { $0.sha256 == nil ? known[$0.path] ?? $0 : $0 },
      if: !other.media.isEmpty)
    for (name, value) in other.columns where columns[name] != value {
      merged.columns[name] = value
      changed.insert(.column(name))
    }
    for (name, value) in other.counts where counts[name] != value {
      merged.counts[name] = value
      changed.insert(.count(name))
    }
    for field in cleared {
      switch field {
      case .column(let name)
      where other.columns[name] == nil && merged.columns.removeValue(forKey: name) != nil:
        changed.insert(field)
      case .count(let name) where other.counts[name] == nil && merged.counts.removeValue(forKey: name) != nil:
        changed.insert(field)
      default: break
      }
    }
    return (merged, changed)
  }
}
