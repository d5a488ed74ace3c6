import ContentCoding
import GRDB

/// What a save did.
public struct SaveTally: Codable, Hashable, Sendable {
  /// Codings of a post and variable that the coder had not coded.
  public var added = 0
  /// Codings that took the place of another, which is in the history now.
  public var replaced = 0
  /// Codings that were stored as they are already.
  public var unchanged = 0
  /// Codings of posts that the study does not have (any more).
  public var skipped = 0

  /// Nothing yet.
  public init() {}
}

/// Writes one coder's codings in one transaction.
final class CodingWriter {
  private(set) var tally = SaveTally()
  private let database: Database
  private let coder: Int64
  private let origin: Int64
  private let keepsEverySave: Bool
  private let time: String
  private let find: Statement
  private let insert: Statement
  private let keep: Statement
  private let replace: Statement
  private let note: Statement?
  private var latest: (id: String, post: Int64?)?

  /// A writer; with `isImport` of the codings of an import, which can be taken back.
  init(
    _ database: Database, coder: Int64, origin: Int64, keepsEverySave: Bool, time: String,
    isImport: Bool = false
  ) throws {
    note =
      isImport
      ? try database.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO import_codings (post, variable, coder, history) VALUES (?, ?, ?, ?)
          """) : nil
    self.database = database
    self.coder = coder
    self.origin = origin
    self.keepsEverySave = keepsEverySave
    self.time = time
    let fields = CodingFields.list
    let marks = CodingFields.names.indices.map { "?\($0 + 6)" }.joined(separator: ", ")
    find = try database.cachedStatement(sql: "SELECT post FROM posts WHERE id = ?")
    insert = try database.cachedStatement(
      sql: """
        INSERT INTO codings (post, variable, coder, origin, coded_at, \(fields))
        VALUES (?1, ?2, ?3, ?4, ?5, \(marks)) ON CONFLICT (post, variable, coder) DO NOTHING
        """)
    keep = try database.cachedStatement(
      sql: """
        INSERT INTO coding_history (post, variable, coder, origin, coded_at, \(fields), replaced_at)
        SELECT post, variable, coder, origin, coded_at, \(fields), ?5 FROM codings
        WHERE post = ?1 AND variable = ?2 AND coder = ?3
          AND (\(keepsEverySave ? "TRUE" : "FALSE") OR (origin, \(fields)) IS NOT (?4, \(marks)))
        """)
    replace = try database.cachedStatement(
      sql: """
        UPDATE codings SET (origin, coded_at, \(fields)) = (?4, ?5, \(marks))
        WHERE post = ?1 AND variable = ?2 AND coder = ?3
        """)
  }

  func save(_ coding: Coding) throws {
    guard let post = try post(coding.postID) else {
      tally.skipped += 1
      return
    }
    let key: [(any DatabaseValueConvertible)?] = [post, coding.variable, coder, origin, time]
    let arguments = StatementArguments(key + CodingFields.values(coding))
    if try changes(insert, arguments) {
      tally.added += 1
      try note?.execute(arguments: [post, coding.variable, coder, nil])
    } else if try changes(keep, arguments) {
      let history = database.lastInsertedRowID
      try replace.execute(arguments: arguments)
      tally.replaced += 1
      try note?.execute(arguments: [post, coding.variable, coder, history])
    } else {
      tally.unchanged += 1
    }
  }

  private func changes(_ statement: Statement, _ arguments: StatementArguments) throws -> Bool {
    let before = database.totalChangesCount
    try statement.execute(arguments: arguments)
    return database.totalChangesCount != before
  }

  private func post(_ id: String) throws -> Int64? {
    if let latest, latest.id == id { return latest.post }
    let post = try Int64.fetchOne(find, arguments: [id])
    latest = (id, post)
    return post
  }
}
