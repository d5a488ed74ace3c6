import ContentCoding
import GRDB

extension Study {
  /// The next posts after `cursor`, in the order of their import.
  ///
  /// - Parameters:
  ///   - cursor: the end of the page before; nil for the first page.
  ///   - limit: the size of the page; a shorter page is the last.
  ///   - selection: which posts.
  /// - Returns: the posts and where they end.
  /// - Throws: ``StorageError``.
  public func posts(
    after cursor: PostCursor? = nil, limit: Int, in selection: PostSelection = .all
  ) throws -> PostPage {
    let clause = selection.clause
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(PostRows.columns) FROM \(clause.from)
          WHERE \(clause.condition) AND \(clause.key) > ? ORDER BY \(clause.key) LIMIT ?
          """)
      let rows = try Row.fetchCursor(
        statement, arguments: clause.arguments + [cursor?.post ?? 0, max(0, limit)])
      return try PostRows(database, joining: joinedCodings).page(rows)
    }
  }

  /// Every post of `selection`, page by page, so that memory does not grow with the study.
  public func forEachPage(
    in selection: PostSelection = .all, size: Int = 1000, _ body: ([Post]) throws -> Void
  ) throws {
    var cursor: PostCursor?
    while true {
      let page = try posts(after: cursor, limit: size, in: selection)
      guard let end = page.end else { return }
      try body(page.posts)
      cursor = end
    }
  }

  /// The post with this id; nil where there is none.
  public func post(_ id: String) throws -> Post? {
    try posts(withIDs: [id]).first
  }

  /// The posts with these ids, in any Unicode form and in the order given; ids that no post has are passed over.
  public func posts(withIDs ids: [String]) throws -> [Post] {
    try read { database in
      let reader = try PostRows(database, joining: joinedCodings)
      let statement = try database.cachedStatement(sql: "SELECT \(PostRows.columns) FROM posts WHERE id = ?")
      return try ids.compactMap { id -> Post? in
        if let row = try Row.fetchOne(statement, arguments: [id]) { return try reader.post(row) }
        let composed = id.precomposed
        guard !composed.utf8.elementsEqual(id.utf8) else { return nil }
        return try Row.fetchOne(statement, arguments: [composed]).map(reader.post)
      }
    }
  }

  /// The ids of the posts that `selection` holds.
  public func postIDs(in selection: PostSelection = .all) throws -> Set<String> {
    let clause = selection.clause
    return try read { database in
      try String.fetchSet(
        database, sql: "SELECT posts.id FROM \(clause.from) WHERE \(clause.condition)",
        arguments: clause.arguments)
    }
  }

  /// How many posts `selection` holds.
  public func postCount(in selection: PostSelection = .all) throws -> Int {
    let clause = selection.clause
    return try read { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM \(clause.from) WHERE \(clause.condition)",
        arguments: clause.arguments) ?? 0
    }
  }
}
