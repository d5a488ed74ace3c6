import ContentCoding
import Foundation
import GRDB

/// The last import, as far as it must be known to take it back.
enum ImportJournal {
  enum Kind: String {
    case posts, codings
  }

  /// Begins the journal of an import in the place of the one before.
  static func begin(_ kind: Kind, from source: String, at date: Date, _ database: Database) throws {
    try clear(database)
    try database.execute(
      sql: """
        INSERT INTO imports (kind, source, imported_at, first_post, last_history)
        SELECT ?, ?, ?, (SELECT coalesce(max(post), 0) + 1 FROM posts),
          (SELECT coalesce(max(history), 0) FROM coding_history)
        """, arguments: [kind.rawValue, source, StoredTime.clamped(date)])
  }

  static func clear(_ database: Database) throws {
    for table in ["imports", "import_posts", "import_codings"] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
  }

  /// Removes what the journal keeps of an author's posts as they were before.
  static func forget(author: String, _ database: Database) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT post, before FROM import_posts WHERE instr(before, '\"author\"') > 0")
    for row in rows {
      guard let before = try? JSONText.value(Post.self, of: try row.value(1)), before.author == author else {
        continue
      }
      let post: Int64 = try row.value(0)
      try database.execute(sql: "DELETE FROM import_posts WHERE post = ?", arguments: [post])
    }
  }
}

/// What taking an import back did.
public struct UndoneImport: Hashable, Sendable {
  /// The file or folder that had been imported.
  public var source = ""
  /// When it had been imported.
  public var importedAt = Date.distantPast
  /// Posts that were removed.
  public var removedPosts = 0
  /// Posts that are as they were before.
  public var restoredPosts = 0
  /// Codings that were removed.
  public var removedCodings = 0
  /// Codings that are as they were before.
  public var restoredCodings = 0
}

/// Why an import cannot be taken back.
public enum UndoProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// Nothing was imported, or it was taken back.
  case nothing
  /// People coded the posts since, or answers about them were paid.
  case dependents(people: Int, paid: Int, source: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .nothing: "there is no import to take back; only the last one can be"
    case .dependents(let people, let paid, let source):
      "\(source.isEmpty ? "the import" : source) cannot be taken back: since then \(people) codings by people and \(paid) paid ones "
        + "were made that depend on it. Import a corrected file over it instead"
    }
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
