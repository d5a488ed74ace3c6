import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Takes the last import back: posts that it added are removed with what machines coded of them, others are as they were.
  ///
  /// What was forgotten meanwhile stays forgotten.
  ///
  /// - Throws: ``UndoProblem`` where there is none, or where later codings by people or paid ones depend on it.
  public func undoImport() throws -> UndoneImport {
    try writeDurably { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM imports ORDER BY import DESC LIMIT 1")
      else {
        throw UndoProblem.nothing
      }
      let journal = try ImportRow(row)
      try refuseDependents(journal, database)
      var undone = UndoneImport(
        source: journal.source, importedAt: StoredTime.date(of: journal.importedAt) ?? .distantPast)
      try restoreCodings(database, into: &undone)
      if journal.isOfPosts {
        try restorePosts(database, into: &undone)
        try database.execute(sql: "DELETE FROM posts WHERE post >= ?", arguments: [journal.firstPost])
        undone.removedPosts = database.changesCount
      }
      try ImportJournal.clear(database)
      return undone
    }
  }

  private struct ImportRow {
    let isOfPosts: Bool
    let source: String
    let importedAt: String
    let firstPost: Int64
    let lastHistory: Int64

    init(_ row: Row) throws {
      isOfPosts = try row.value("kind") == ImportJournal.Kind.posts.rawValue
      (source, importedAt) = (try row.value("source"), try row.value("imported_at"))
      (firstPost, lastHistory) = (try row.value("first_post"), try row.value("last_history"))
    }
  }

  /// Codings of the import itself do not count, unless they were replaced since.
  private func refuseDependents(_ journal: ImportRow, _ database: Database) throws {
    let own =
      "EXISTS (SELECT 1 FROM import_codings AS own WHERE (own.post, own.variable, own.coder) = (c.post, c.variable, c.coder))"
    let replaced = """
      EXISTS (
        SELECT 1 FROM coding_history AS h
        WHERE (h.post, h.variable, h.coder) = (c.post, c.variable, c.coder) AND h.history > \(journal.lastHistory)
          AND h.history NOT IN (SELECT history FROM import_codings WHERE history IS NOT NULL))
      """
    let touched =
      journal.isOfPosts
      ? "(c.post >= \(journal.firstPost) OR c.post IN (SELECT post FROM import_posts) AND c.coded_at > ?)"
      : "(\(own) AND ? IS NOT NULL)"
    let condition =
      journal.isOfPosts ? "\(touched) AND (NOT \(own) OR \(replaced))" : "\(touched) AND \(replaced)"
    let counts = try Row.fetchOne(
      database,
      sql: """
        SELECT coalesce(sum(o.coder_kind = 'person'), 0), coalesce(sum(o.coder_kind <> 'person' AND c.cost_usd > 0), 0)
        FROM codings AS c JOIN origins AS o ON o.origin = c.origin WHERE \(condition)
        """, arguments: [journal.importedAt])
    let (people, paid): (Int, Int) = counts.map { ($0[0], $0[1]) } ?? (0, 0)
    guard people + paid == 0 else {
      throw UndoProblem.dependents(people: people, paid: paid, source: journal.source)
    }
  }

  private func restoreCodings(_ database: Database, into undone: inout UndoneImport) throws {
    let fields = "origin, coded_at, \(CodingFields.list)"
    try database.execute(
      sql: """
        DELETE FROM codings WHERE (post, variable, coder) IN
          (SELECT post, variable, coder FROM import_codings WHERE history IS NULL)
        """)
    undone.removedCodings = database.changesCount
    try database.execute(
      sql: """
        UPDATE codings SET (\(fields)) = (
          SELECT \(fields) FROM coding_history WHERE history = (
            SELECT own.history FROM import_codings AS own
            WHERE (own.post, own.variable, own.coder) = (codings.post, codings.variable, codings.coder)))
        WHERE (post, variable, coder) IN (
          SELECT own.post, own.variable, own.coder FROM import_codings AS own JOIN coding_history USING (history))
        """)
    undone.restoredCodings = database.changesCount
    try database.execute(
      sql:
        "DELETE FROM coding_history WHERE history IN (SELECT history FROM import_codings WHERE history IS NOT NULL)"
    )
  }

  private func restorePosts(_ database: Database, into undone: inout UndoneImport) throws {
    let tombstones = try Tombstones(database)
    for row in try Row.fetchAll(database, sql: "SELECT post, before FROM import_posts") {
      let number: Int64 = try row.value(0)
      let post = try JSONText.value(Post.self, of: try row.value(1))
      guard !tombstones.cover(post) else { continue }
      try database.execute(
        sql: """
          UPDATE posts SET text = ?2, author = ?3, time = ?4, columns = ?5, counts = ?6, part_of = ?7 WHERE id = ?1
          """, arguments: StatementArguments(PostImport.fields(of: post)))
      try database.execute(sql: "DELETE FROM media WHERE post = ?", arguments: [number])
      for (position, item) in post.media.enumerated() {
        try database.execute(
          sql: "INSERT INTO media (post, position, path, sha256, size, modified) VALUES (?, ?, ?, ?, ?, ?)",
          arguments: [number, position, item.path, item.sha256, item.stamp?.size, item.stamp?.modified])
      }
      undone.restoredPosts += 1
    }
  }
}
